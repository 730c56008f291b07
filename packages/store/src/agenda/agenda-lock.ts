import type { AgendaStatus } from '@collective-impact/sdk/agenda';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** The fields of an agenda version that the rules for goals, strategies and endorsements use. */
export interface LockedAgenda {
  number: number;
  status: AgendaStatus;
  proposedOn: string | null;
  supersededOn: string | null;
}

/** Locks an agenda until the transaction ends, so that no other transaction changes its status. */
export async function lockedAgenda(unit: UnitOfWork, id: unknown): Promise<LockedAgenda> {
  const [agenda] = await unit.rows<LockedAgenda>(
    sql`select "number", "status", "proposed_on" as "proposedOn", "superseded_on" as "supersededOn"
      from "common_agenda" where "id" = ${id}::uuid for share`,
  );
  if (!agenda) throw new Error(`The common agenda ${id} no longer exists.`);
  return agenda;
}

/** Locks the agenda of a goal, like {@link lockedAgenda}. */
export async function lockedAgendaOfGoal(unit: UnitOfWork, goalId: unknown): Promise<LockedAgenda> {
  const [goal] = await unit.rows<{ agendaId: string }>(
    sql`select "common_agenda_id" as "agendaId" from "goal" where "id" = ${goalId}::uuid`,
  );
  return lockedAgenda(unit, goal?.agendaId);
}

/** The number of the agenda version of a goal or strategy, which never changes. Null without an id. */
export async function versionOfBasis(
  unit: UnitOfWork,
  basis: { table: 'goal' | 'strategy'; id: unknown },
): Promise<{ number: number } | null> {
  if (typeof basis.id !== 'string') return null;
  const goal =
    basis.table === 'goal'
      ? sql`${basis.id}::uuid`
      : sql`(select "goal_id" from "strategy" where "id" = ${basis.id}::uuid)`;
  const [version] = await unit.rows<{ number: number }>(
    sql`select "a"."number" from "common_agenda" as "a" join "goal" as "g" on "g"."common_agenda_id" = "a"."id" where "g"."id" = ${goal}`,
  );
  return version ?? null;
}
