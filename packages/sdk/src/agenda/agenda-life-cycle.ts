import { judgeDateOrder } from '../shared/dates.ts';
import { type DayOfStep, judgeDayOfStep } from '../shared/day-of-step.ts';
import { count, day, dayOfStep, fields, judgeInput, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The statuses of an agenda version. A version that was proposed never changes. */
export const agendaStatuses = ['DRAFT', 'PROPOSED', 'RATIFIED', 'SUPERSEDED'] as const;
/** One of {@link agendaStatuses}. */
export type AgendaStatus = (typeof agendaStatuses)[number];

/**
 * The life of a common agenda. A proposed or later version never changes, its goals included. At most one is in force:
 * to ratify another supersedes it, at the same moment.
 *
 * @see Kania & Kramer 2011, common agenda
 */
export const agendaLife = lifeCycle({
  noun: 'common agenda',
  statuses: agendaStatuses,
  transitions: {
    propose: { done: 'proposed', from: ['DRAFT'], to: 'PROPOSED' },
    ratify: { done: 'ratified', from: ['PROPOSED'], to: 'RATIFIED' },
    supersede: { done: 'superseded', from: ['RATIFIED'], to: 'SUPERSEDED' },
  },
  open: ['DRAFT'],
  closed: 'cannot be changed, nor can its goals. Create a new version with reviseCommonAgenda.',
});

const numbered = fields<{ number: number }>({ number: count });
const agendaOfStatus = fields<{ status: AgendaStatus }>({ status: oneOf(agendaStatuses) });
const proposedAgenda = fields<{ vision: string | null; goals: number }>({ vision: nullable(text), goals: count });

/** What an agenda is that an ecosystem gets next: one higher than its latest (null where it has none), and a draft. */
export function draftAgenda(latest: { number: number } | null): Outcome<{ number: number; status: AgendaStatus }> {
  const malformed = judgeInput({ latest }, { latest: nullable(numbered) });
  if (malformed.length > 0) return refused(...malformed);
  return accepted({ number: (latest?.number ?? 0) + 1, status: agendaLife.initial });
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
  const malformed = proposedAgenda(agenda, []);
  if (malformed.length > 0) return malformed;
  const required = (message: string): Issue => ({ code: 'REQUIRED', path: ['id'], message });
  return [
    ...(agenda.vision === null
      ? [required('`vision` is required to propose a common agenda: set it with updateCommonAgenda.')]
      : []),
    ...(agenda.goals === 0
      ? [required('At least one goal is required to propose a common agenda: add one with createGoal.')]
      : []),
  ];
}

/**
 * What is wrong with the day on which an agenda is put forward: it lies ahead, `OUT_OF_RANGE`, or is before a version that
 * its goals go on from was proposed (null where none was, or nobody said when), `DATES_OUT_OF_ORDER`.
 */
export function judgeProposedOn(taken: DayOfStep, basisProposedOn: string | null): Issue[] {
  const malformed = judgeInput({ taken, basisProposedOn }, { taken: dayOfStep, basisProposedOn: nullable(day) });
  if (malformed.length > 0) return malformed;
  const issues = judgeDayOfStep('proposedOn', taken);
  if (basisProposedOn === null || basisProposedOn <= taken.on) return issues;
  const message = `The version that its goals are based on was proposed on ${basisProposedOn}. Set \`proposedOn\` to that date or later.`;
  return [...issues, { code: 'DATES_OUT_OF_ORDER', path: ['proposedOn'], message }];
}

/**
 * What is wrong with the day on which an agenda comes in force: it lies ahead, `OUT_OF_RANGE`, or is before the agenda was
 * proposed (null where nobody said when), `DATES_OUT_OF_ORDER`.
 */
export function judgeRatifiedOn(taken: DayOfStep, proposedOn: string | null): Issue[] {
  const malformed = judgeInput({ taken, proposedOn }, { taken: dayOfStep, proposedOn: nullable(day) });
  if (malformed.length > 0) return malformed;
  return [
    ...judgeDayOfStep('ratifiedOn', taken),
    ...judgeDateOrder({ start: proposedOn, end: taken.on, path: 'ratifiedOn' }),
  ];
}

/**
 * What is wrong with taking the place of the agenda in force on a day: it is before that one was ratified (null where
 * nobody said when), `DATES_OUT_OF_ORDER`.
 */
export function judgeSupersededOn(on: string, inForceSince: string | null): Issue[] {
  const malformed = judgeInput({ on, inForceSince }, { on: day, inForceSince: nullable(day) });
  if (malformed.length > 0) return malformed;
  if (inForceSince === null || inForceSince <= on) return [];
  const message = `The agenda in force was ratified on ${inForceSince}. Set \`ratifiedOn\` to that date or later.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['ratifiedOn'], message }];
}

/** What is wrong with adding a goal to an agenda: only a draft gets new ones, any other is `IMMUTABLE`. */
export function judgeNewGoal(agenda: { status: AgendaStatus }): Issue[] {
  const malformed = judgeInput({ agenda }, { agenda: agendaOfStatus });
  if (malformed.length > 0) return malformed;
  return agendaLife.judgeChange(agenda, ['commonAgendaId']);
}

/**
 * What is wrong with saying that a goal or strategy of a version goes on from one of another (null where it does not): it
 * goes on from an earlier version, else `INVALID`.
 */
export function judgeBasis(agenda: { number: number }, basis: { number: number } | null): Issue[] {
  const malformed = judgeInput({ agenda, basis }, { agenda: numbered, basis: nullable(numbered) });
  if (malformed.length > 0) return malformed;
  if (basis === null || basis.number < agenda.number) return [];
  const message = `\`basedOnId\` refers to version ${basis.number} of the agenda. It must refer to a version before version ${agenda.number}`;
  return [{ code: 'INVALID', path: ['basedOnId'], message }];
}
