import type { AgendaStatus } from '@collective-impact/sdk/agenda';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** A version of an agenda as the rules of its goals, strategies and endorsements see it. */
export interface HeldAgenda {
  number: number;
  status: AgendaStatus;
  proposedOn: string | null;
  supersededOn: string | null;
}

/** An agenda, kept as it is until this transaction ends: nobody proposes or supersedes it meanwhile. */
export async function heldAgenda(unit: UnitOfWork, id: unknown): Promise<HeldAgenda> {
  const [agenda] = await unit.rows<HeldAgenda>(
    sql`select "number", "status", "proposed_on" as "proposedOn", "superseded_on" as "supersededOn"
      from "common_agenda" where "id" = ${id}::uuid for share`,
  );
  if (!agenda) throw new Error(`The common agenda ${id} no longer exists`);
  return agenda;
}

/** The agenda of a goal, kept as it is like {@link heldAgenda}. */
export async function heldAgendaOfGoal(unit: UnitOfWork, goalId: unknown): Promise<HeldAgenda> {
  const [goal] = await unit.rows<{ agendaId: string }>(
    sql`select "common_agenda_id" as "agendaId" from "goal" where "id" = ${goalId}::uuid`,
  );
  return heldAgenda(unit, goal?.agendaId);
}

/** The number of the version in which a goal or strategy stands, null where none is named; it never changes. */
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
