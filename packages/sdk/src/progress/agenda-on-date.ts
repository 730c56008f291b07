import { agendaInForce } from '../agenda/index.ts';
import { unwrap } from '../shared/outcome.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';

type Agenda = EcosystemRecords['agendas'][number];
type Goal = EcosystemRecords['goals'][number];
type Strategy = EcosystemRecords['strategies'][number];

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

/** The strategies of the goals of the agenda in force. */
export function strategiesOn(records: Pick<EcosystemRecords, 'agendas' | 'goals' | 'strategies' | 'on'>): Strategy[] {
  const goalIds = new Set(goalsOn(records).map(({ id }) => id));
  return records.strategies.filter(({ goalId }) => goalIds.has(goalId));
}
