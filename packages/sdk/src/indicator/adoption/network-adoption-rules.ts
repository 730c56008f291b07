import { type EcosystemKind, ecosystemKinds, type MembershipRecord, membershipsOn } from '../../ecosystem/index.ts';
import { membershipRecord } from '../../ecosystem/internal.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../../shared/input.ts';
import { accepted, type Issue, type Outcome, refused, unwrap } from '../../shared/outcome.ts';
import { definitionDifferences, type FigureDefinition, figureDefinitionFields } from '../version/comparability.ts';
import { type IndicatorVersionStatus, indicatorVersionStatuses } from '../vocabulary.ts';
import { type AdoptedDays, adoptedDaysFields, judgeSettled } from './adoption-rules.ts';

/** The fields of one side's record of a network adoption that rules read. */
export interface AdoptionRecord extends AdoptedDays {
  /** The side that keeps the record. */
  ecosystemId: string;
  networkVersionId: string;
  adopterId: string;
  /** The version that provides the adopter's figures. Null in the network's record. */
  localVersionId: string | null;
}

/** A version that is part of an adoption, and its ecosystem. */
export type AdoptableVersion = FigureDefinition & { ecosystemId: string; status: IndicatorVersionStatus };

/** What one side's record of a network adoption is checked with. */
export interface AdoptionContext {
  networkVersion: AdoptableVersion & { kindOfEcosystem: EcosystemKind };
  localVersion: AdoptableVersion | null;
  memberships: readonly MembershipRecord[];
}

const adoptionRecord = fields<AdoptionRecord>({
  ...adoptedDaysFields,
  ecosystemId: text,
  networkVersionId: text,
  adopterId: text,
  localVersionId: nullable(text),
});
const adoptableFields = {
  ...figureDefinitionFields,
  ecosystemId: text,
  status: oneOf(indicatorVersionStatuses),
};
const adoptionContext = fields<AdoptionContext>({
  networkVersion: fields<AdoptionContext['networkVersion']>({
    ...adoptableFields,
    kindOfEcosystem: oneOf(ecosystemKinds),
  }),
  localVersion: nullable(fields<AdoptableVersion>(adoptableFields)),
  memberships: list(membershipRecord),
});

/**
 * Issues of one side's record of a network adoption.
 *
 * - `networkVersionId`: the version belongs to a network (`INVALID`), and its definition cannot change
 *   (`ILLEGAL_TRANSITION`).
 * - `ecosystemId`: the side is the network or the adopter (`INVALID`).
 * - `localVersionId`: only the adopter sets it (`REQUIRED`, `INVALID`). Its kind, counting unit, unit and multiplier
 *   are those of the network's version (`INVALID`), and its definition cannot change (`ILLEGAL_TRANSITION`).
 * - `adopterId`: the adopter is not the network, and is its member on the first day, as both sides of the membership
 *   record (`INVALID`).
 */
export function judgeAdoptionRecord(record: AdoptionRecord, context: AdoptionContext): Issue[] {
  const malformed = judgeInput({ record, context }, { record: adoptionRecord, context: adoptionContext });
  if (malformed.length > 0) return malformed;
  const { networkVersion, localVersion, memberships } = context;
  return [
    ...judgeSides(record, networkVersion),
    ...judgeSettled(networkVersion, 'networkVersionId'),
    ...judgeLocalVersion(record, { networkVersion, localVersion }),
    ...judgeMember({ ...record, networkId: networkVersion.ecosystemId }, memberships),
  ];
}

function judgeSides(record: AdoptionRecord, network: { ecosystemId: string; kindOfEcosystem: EcosystemKind }): Issue[] {
  const issues: Issue[] = [];
  const addInvalid = (path: string, message: string) => issues.push({ code: 'INVALID', path: [path], message });
  if (network.kindOfEcosystem !== 'NETWORK') {
    addInvalid(
      'networkVersionId',
      'This version belongs to an ecosystem that is not a network. Use a version of an ecosystem of the kind NETWORK.',
    );
  }
  if (record.adopterId === network.ecosystemId) {
    addInvalid('adopterId', 'A network cannot adopt its own indicator. Set `adopterId` to one of its members.');
  }
  if (record.ecosystemId !== record.adopterId && record.ecosystemId !== network.ecosystemId) {
    addInvalid('ecosystemId', '`ecosystemId` must be the network of the version, or the adopter.');
  }
  return issues;
}

function judgeLocalVersion(
  record: AdoptionRecord,
  { networkVersion, localVersion }: { networkVersion: AdoptableVersion; localVersion: AdoptableVersion | null },
): Issue[] {
  const path = ['localVersionId'];
  if (record.ecosystemId !== record.adopterId) {
    if (localVersion === null) return [];
    return [{ code: 'INVALID', path, message: 'Only the adopter sets `localVersionId`. Omit it.' }];
  }
  if (localVersion === null) {
    return [
      {
        code: 'REQUIRED',
        path,
        message: '`localVersionId` is required. Set it to the version that provides your figures.',
      },
    ];
  }
  const differences = definitionDifferences(networkVersion, localVersion);
  const listed = differences.map(({ field, one, other }) => `${field} ${other} instead of ${one}`).join(', ');
  const message = `This version does not match the network's, because it has ${listed}. Choose a version that matches.`;
  return [
    ...judgeSettled(localVersion, 'localVersionId'),
    ...(differences.length > 0 ? [{ code: 'INVALID' as const, path, message }] : []),
  ];
}

function judgeMember(
  { adopterId, networkId, startsOn }: AdoptionRecord & { networkId: string },
  memberships: readonly MembershipRecord[],
): Issue[] {
  const inForce = unwrap(membershipsOn(startsOn, memberships));
  if (inForce.some((link) => link.memberId === adopterId && link.networkId === networkId)) return [];
  const message = `The adopter is not a member of the network on ${startsOn}. Both sides must record the membership first.`;
  return [{ code: 'INVALID', path: ['adopterId'], message }];
}

/** An adoption that both sides have recorded. Figures of the adopter's version are figures of the network's version. */
export interface EcosystemAdoption {
  networkVersionId: string;
  adopterId: string;
  localVersionId: string;
}

/**
 * The adoptions that are in force on a day (`YYYY-MM-DD`), because both sides have recorded them. Each is returned
 * once.
 */
export function networkAdoptionsOn(on: string, records: readonly AdoptionRecord[]): Outcome<EcosystemAdoption[]> {
  const malformed = judgeInput({ on, records }, { on: day, records: list(adoptionRecord) });
  if (malformed.length > 0) return refused(...malformed);
  const inForce = records.filter(({ startsOn, endsOn }) => startsOn <= on && (endsOn === null || endsOn >= on));
  const key = ({ networkVersionId, adopterId }: AdoptionRecord) => JSON.stringify([networkVersionId, adopterId]);
  const recordedByNetwork = new Set(inForce.filter(({ ecosystemId, adopterId }) => ecosystemId !== adopterId).map(key));
  const adoptions = new Map<string, EcosystemAdoption>();
  for (const record of inForce) {
    const { ecosystemId, adopterId, networkVersionId, localVersionId } = record;
    if (ecosystemId !== adopterId || localVersionId === null || !recordedByNetwork.has(key(record))) continue;
    adoptions.set(key(record), { networkVersionId, adopterId, localVersionId });
  }
  return accepted([...adoptions.values()]);
}
