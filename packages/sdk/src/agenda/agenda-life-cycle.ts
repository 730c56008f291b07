import { lifeCycle } from '../shared/life-cycle.ts';
import type { Issue } from '../shared/outcome.ts';
import { type AgendaStatus, agendaStatuses } from './common-agenda.ts';

/**
 * The life of a common agenda. A proposed or later version never changes, its goals included. At most one is in force:
 * to ratify another supersedes it, at the same moment.
 *
 * @see Kania & Kramer 2011, common agenda
 */
export const agendaLife = lifeCycle({
  noun: 'common agenda',
  statuses: agendaStatuses,
  steps: {
    propose: { done: 'proposed', from: ['DRAFT'], to: 'PROPOSED' },
    ratify: { done: 'ratified', from: ['PROPOSED'], to: 'RATIFIED' },
    supersede: { done: 'superseded', from: ['RATIFIED'], to: 'SUPERSEDED' },
  },
  open: ['DRAFT'],
  closed: 'never changes, its goals included: create a new version',
});

/** What an agenda is that an ecosystem gets next: one higher than its latest (null where it has none), and a draft. */
export function draftAgenda(latest: { number: number } | null): { number: number; status: AgendaStatus } {
  return { number: (latest?.number ?? 0) + 1, status: agendaLife.initial };
}

/**
 * What is missing for an agenda to be put forward: it needs a vision and at least one goal, each `REQUIRED`.
 *
 * @see Kania & Kramer 2011, common agenda: a shared vision for change, and agreed upon goals
 */
export function judgeProposal(agenda: {
  vision: string | null;
  /** How many goals it has. */
  goals: number;
}): Issue[] {
  const required = (message: string): Issue => ({ code: 'REQUIRED', path: ['id'], message });
  return [
    ...(agenda.vision === null ? [required('an agenda is proposed with a vision: say it first')] : []),
    ...(agenda.goals === 0 ? [required('an agenda is proposed with at least one goal: create it first')] : []),
  ];
}

/** What is wrong with adding a goal to an agenda: only a draft gets new ones, any other is `IMMUTABLE`. */
export function judgeNewGoal(agenda: { status: AgendaStatus }): Issue[] {
  return agendaLife.judgeChange(agenda, ['commonAgendaId']);
}
