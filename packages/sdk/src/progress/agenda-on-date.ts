import type { AlignmentSource } from '../activity/index.ts';
import { agendaInForce } from '../agenda/index.ts';
import { unwrap } from '../shared/outcome.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';

type Agenda = EcosystemRecords['agendas'][number];
type Goal = EcosystemRecords['goals'][number];
type Strategy = EcosystemRecords['strategies'][number];

type AgendaGoals = Pick<AlignmentSource, 'earlierGoals' | 'laterGoals'> & { goals: Goal[] };

/** What to do if no agenda is in force. */
export const ratifyAnAgenda = 'Propose a common agenda with goals, and ratify it.';

/** The agenda in force on the date. Undefined if there is none. */
export function agendaOn({ agendas, on }: Pick<EcosystemRecords, 'agendas' | 'on'>): Agenda | undefined {
  return unwrap(agendaInForce(agendas, on));
}

/** The goals of the agenda in force. Goals of drafts and of superseded agendas are excluded, even if they are equal. */
export function goalsOn(records: Pick<EcosystemRecords, 'agendas' | 'goals' | 'on'>): Goal[] {
  const agenda = agendaOn(records);
  return agenda === undefined ? [] : records.goals.filter(({ commonAgendaId }) => commonAgendaId === agenda.id);
}

/**
 * The goals of the agenda in force, and the goals of other versions by which records can serve them. Goals of a draft or a
 * proposal can lie between two goals, but records for them do not count.
 */
export function goalLineage(records: Pick<EcosystemRecords, 'agendas' | 'goals' | 'on'>): AgendaGoals {
  const ratified = records.agendas.filter(({ status }) => status === 'RATIFIED' || status === 'SUPERSEDED');
  const ratifiedIds = new Set(ratified.map(({ id }) => id));
  const laterGoals = records.goals.filter(({ commonAgendaId }) => ratifiedIds.has(commonAgendaId));
  return { goals: goalsOn(records), earlierGoals: records.goals, laterGoals };
}

/** The strategies of the goals of the agenda in force. */
export function strategiesOn(records: Pick<EcosystemRecords, 'agendas' | 'goals' | 'strategies' | 'on'>): Strategy[] {
  const goalIds = new Set(goalsOn(records).map(({ id }) => id));
  return records.strategies.filter(({ goalId }) => goalIds.has(goalId));
}
