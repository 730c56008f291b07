import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import {
  judgeSharingAcceptance,
  judgeSharingOffer,
  sharingAcceptance,
  sharingAgreement,
  sharingEndValues,
} from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import { type TransitionOf, transition } from '../../shared/transition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { AccessTables } from '../entities.ts';
import { SharingAcceptanceEntity, SharingAgreementEntity } from './sharing-agreement.entity.ts';

/** How the offers of ecosystems are stored. The offers to one network are numbered, one writer after the other. */
export const sharingAgreementDefinition: RecordDefinition<typeof sharingAgreement, typeof SharingAgreementEntity> = {
  type: sharingAgreement,
  entity: SharingAgreementEntity,
  onCreate: async (unit, offer) => {
    const { ecosystemId, networkId } = offer;
    const [ecosystem, network] = [await ecosystemOf(unit, ecosystemId), await ecosystemOf(unit, networkId)];
    const issues = judgeSharingOffer({ offer, ecosystem, network, today: await unit.today(ecosystemId) });
    const isNew = { number: 1, endedAt: null, endReason: null };
    if (issues.length > 0) return refused(...issues, ...sharingAgreement.judge({ ...offer, ...isNew }));
    await unit.rows(
      sql`select pg_advisory_xact_lock(hashtextextended(${`sharing_agreement/${ecosystemId}/${networkId}`}, 0))`,
    );
    const number = (await newestNumber(unit, { ecosystemId, networkId })) + 1;
    return accepted({ ...isNew, number });
  },
  constraints: {},
};

/** How the acceptances of networks are stored. */
export const sharingAcceptanceDefinition: RecordDefinition<typeof sharingAcceptance, typeof SharingAcceptanceEntity> = {
  type: sharingAcceptance,
  entity: SharingAcceptanceEntity,
  onCreate: async (unit, { ecosystemId, agreementId }) => {
    const agreement = await agreementOf(unit, agreementId);
    const issues = judgeSharingAcceptance({
      agreement,
      ecosystemId,
      newest: await newestNumber(unit, agreement),
      today: await unit.today(agreement.ecosystemId),
    });
    if (issues.length > 0) return refused(...issues);
    return accepted({ memberId: agreement.ecosystemId, endedAt: null, endReason: null });
  },
  constraints: {
    sharing_acceptance_once: {
      path: ['agreementId'],
      message: 'The network has already accepted this agreement. Ask the ecosystem to offer a new one.',
    },
  },
};

/** Ends the ecosystem's half of an agreement, or withdraws an offer that nobody has accepted. */
export const endSharingAgreement: TransitionOf<typeof sharingAgreementDefinition, typeof sharingEndValues> = transition(
  sharingAgreementDefinition,
  {
    name: 'endSharingAgreement',
    values: sharingEndValues,
    rule: async (unit, { record, values }) => endHalf(unit, { half: record, reason: values.reason }),
  },
);

/** Ends the network's half of an agreement. */
export const endSharingAcceptance: TransitionOf<typeof sharingAcceptanceDefinition, typeof sharingEndValues> =
  transition(sharingAcceptanceDefinition, {
    name: 'endSharingAcceptance',
    values: sharingEndValues,
    rule: async (unit, { record, values }) => endHalf(unit, { half: record, reason: values.reason }),
  });

function endHalf(
  unit: UnitOfWork,
  { half, reason }: { half: { endedAt: unknown }; reason: string },
): Outcome<{ endedAt: string; endReason: string }> {
  if (half.endedAt === null) return accepted({ endedAt: unit.now.toISOString(), endReason: reason });
  const message = 'Your side has already ended this agreement. Reload it to see its status.';
  return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
}

async function ecosystemOf(unit: UnitOfWork, id: string) {
  const ecosystems = unit.tables<AccessTables>().selectFrom('ecosystem');
  const [ecosystem] = await unit.rows(
    ecosystems.select(['kind', 'disclosure_threshold as disclosureThreshold']).where('id', '=', id),
  );
  if (!ecosystem) throw new Error(`There is no ecosystem ${id}, although its reference was accepted.`);
  return ecosystem;
}

/** The highest number of an agreement between two ecosystems. 0 if there is none. */
async function newestNumber(
  unit: UnitOfWork,
  { ecosystemId, networkId }: { ecosystemId: string; networkId: string },
): Promise<number> {
  const [newest] = await unit.rows(
    unit
      .tables<AccessTables>()
      .selectFrom('sharing_agreement')
      .select(({ fn }) => fn.max('number').as('number'))
      .where('ecosystem_id', '=', ecosystemId)
      .where('network_id', '=', networkId),
  );
  return newest?.number ?? 0;
}

/** Locks the offer, so that it is not ended while the network accepts it. */
async function agreementOf(unit: UnitOfWork, id: string) {
  const [agreement] = await unit.rows(
    unit
      .tables<AccessTables>()
      .selectFrom('sharing_agreement')
      .select(['ecosystem_id as ecosystemId', 'network_id as networkId', 'number'])
      .select(['ends_on as endsOn', 'ended_at as endedAt'])
      .where('id', '=', id)
      .forShare(),
  );
  if (!agreement) throw new Error(`There is no sharing agreement ${id}, although its reference was accepted.`);
  const { endedAt, ...offer } = agreement;
  return { ...offer, isEnded: endedAt !== null };
}
