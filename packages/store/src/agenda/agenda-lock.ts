import type { AgendaStatus } from '@collective-impact/sdk/agenda';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { AgendaTables } from './entities.ts';

/** The fields of an agenda version that the rules for goals, strategies and endorsements use. */
export interface LockedAgenda {
  number: number;
  status: AgendaStatus;
  proposedOn: string | null;
  supersededOn: string | null;
}

/** Locks an agenda until the transaction ends, so that no other transaction changes its status. */
export async function lockedAgenda(unit: UnitOfWork, id: string): Promise<LockedAgenda> {
  const [agenda] = await unit.rows(
    unit
      .tables<AgendaTables>()
      .selectFrom('common_agenda')
      .select(['number', 'status', 'proposed_on as proposedOn', 'superseded_on as supersededOn'])
      .where('id', '=', id)
      .forShare(),
  );
  if (!agenda) throw new Error(`The common agenda ${id} no longer exists.`);
  return agenda;
}

/** Locks the agenda of a goal, like {@link lockedAgenda}. */
export async function lockedAgendaOfGoal(unit: UnitOfWork, goalId: string): Promise<LockedAgenda> {
  const goals = unit.tables<AgendaTables>().selectFrom('goal');
  const [goal] = await unit.rows(goals.select('common_agenda_id as agendaId').where('id', '=', goalId));
  if (!goal) throw new Error(`The goal ${goalId} no longer exists.`);
  return lockedAgenda(unit, goal.agendaId);
}

/** The number of the agenda version of a goal or strategy, which never changes. Null without an id. */
export async function versionOfBasis(
  unit: UnitOfWork,
  { table, id }: { table: 'goal' | 'strategy'; id: string | null },
): Promise<{ number: number } | null> {
  if (id === null) return null;
  const tables = unit.tables<AgendaTables>();
  const versions = tables
    .selectFrom('common_agenda as a')
    .innerJoin('goal as g', 'g.common_agenda_id', 'a.id')
    .select('a.number');
  const goalOfStrategy = tables.selectFrom('strategy').select('goal_id').where('id', '=', id);
  const [version] = await unit.rows(versions.where('g.id', '=', table === 'goal' ? id : goalOfStrategy));
  return version ?? null;
}
