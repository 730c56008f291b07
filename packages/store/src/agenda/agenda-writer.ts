import { accepted,
  agendaLife,
  agendaStepValues,
  commonAgenda,
  draftAgenda,
  judgeEndorsedBeforeSuperseding,
  judgeProposal,
  judgeProposedOn,
  judgeRatifiedOn,
  judgeSupersededOn,
  refused, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { dayOf } from '../shared/day-of-step.ts';
import { lifeStep, stepAside } from '../shared/life-step.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing } from '../shared/writing.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';

/** How common agendas are written. */
export const commonAgendaWriting: Writing = {
  type: commonAgenda,
  entity: CommonAgendaEntity,
  life: agendaLife,
  onCreate: async (unit, { ecosystemId }) => accepted(unwrap(draftAgenda(await latestAgenda(unit, ecosystemId)))),
  constraints: {
    common_agenda_number_unique: {
      path: ['ecosystemId'],
      message: 'another agenda of this ecosystem was created at the same moment: create this one again',
    },
    common_agenda_one_in_force: {
      path: ['id'],
      message: 'another agenda was ratified at the same moment: read again which one is in force, and decide anew',
    },
  },
};

/** Puts a draft forward; from then on it never changes. */
export const proposeCommonAgenda = lifeStep(commonAgendaWriting, {
  step: 'propose',
  values: agendaStepValues.proposeCommonAgenda,
  rule: async (unit, { record, values }) => {
    const day = dayOf(values.proposedOn);
    const vision = record.vision as string | null;
    const missing = judgeProposal({ vision, goals: await goalCount(unit, record.id) });
    const issues = [...missing, ...judgeProposedOn(day, await basisProposedOn(unit, record.id))];
    return issues.length > 0 ? refused(...issues) : accepted({ proposedOn: day.on });
  },
});

/** Puts a proposed agenda in force, in place of the one that is. */
export const ratifyCommonAgenda = lifeStep(commonAgendaWriting, {
  step: 'ratify',
  values: agendaStepValues.ratifyCommonAgenda,
  rule: async (unit, { record, values }) => {
    const { ecosystemId } = record;
    const day = dayOf(values.ratifiedOn);
    const issues = judgeRatifiedOn(day, record.proposedOn as string | null);
    if (issues.length > 0) return refused(...issues);
    const aside = await stepAside(unit, {
      writing: commonAgendaWriting,
      step: 'supersede',
      where: { ecosystemId, status: 'RATIFIED' },
      rule: async ({ id, ratifiedOn }) => {
        const early = [
          ...judgeSupersededOn(day.on, ratifiedOn as string | null),
          ...judgeEndorsedBeforeSuperseding(day.on, await lastEndorsedOn(unit, id)),
        ];
        return early.length > 0 ? refused(...early) : accepted({ supersededOn: day.on });
      },
    });
    return aside.ok ? accepted({ ratifiedOn: day.on }) : aside;
  },
});

/** The agenda with the highest number; others who create one in this ecosystem wait until this transaction ends. */
async function latestAgenda(unit: UnitOfWork, ecosystemId: string): Promise<{ number: number } | null> {
  await unit.rows(sql`select 1 from "ecosystem" where "id" = ${ecosystemId}::uuid for no key update`);
  const [latest] = await unit.rows<{ number: number }>(
    sql`select "number" from "common_agenda" where "ecosystem_id" = ${ecosystemId}::uuid order by "number" desc limit 1`,
  );
  return latest ?? null;
}

/** The last day on which an agenda was endorsed, once it is locked: who endorses it locks it too. */
async function lastEndorsedOn(unit: UnitOfWork, agendaId: string): Promise<string | null> {
  const [endorsed] = await unit.rows<{ latest: string | null }>(
    sql`select max("endorsed_on") as "latest" from "endorsement" where "common_agenda_id" = ${agendaId}::uuid`,
  );
  return endorsed?.latest ?? null;
}

async function goalCount(unit: UnitOfWork, agendaId: string): Promise<number> {
  const [goals] = await unit.rows<{ count: number }>(
    sql`select count(*) as "count" from "goal" where "common_agenda_id" = ${agendaId}::uuid`,
  );
  return goals?.count ?? 0;
}

/** The last day on which a version was proposed that a goal of this agenda goes on from. */
async function basisProposedOn(unit: UnitOfWork, agendaId: string): Promise<string | null> {
  const [basis] = await unit.rows<{ latest: string | null }>(
    sql`select max("a"."proposed_on") as "latest" from "goal" as "g" join "goal" as "b" on "b"."id" = "g"."based_on_id" join "common_agenda" as "a" on "a"."id" = "b"."common_agenda_id" where "g"."common_agenda_id" = ${agendaId}::uuid`,
  );
  return basis?.latest ?? null;
}
