import { judgeDateOrder } from '../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { count, day, eventDay, fields, judgeInput, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The statuses of an agenda version. A proposed version can no longer change. */
export const agendaStatuses = ['DRAFT', 'PROPOSED', 'RATIFIED', 'SUPERSEDED'] as const;
/** One of {@link agendaStatuses}. */
export type AgendaStatus = (typeof agendaStatuses)[number];

/**
 * The life cycle of a common agenda. Once a version is proposed, the version and its goals cannot change. At most one version
 * is in force: ratifying another version supersedes it at the same time.
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
  closed: 'cannot be changed, and neither can its goals. Create a new version with reviseCommonAgenda.',
});

const numbered = fields<{ number: number }>({ number: count });
const agendaOfStatus = fields<{ status: AgendaStatus }>({ status: oneOf(agendaStatuses) });
const proposedAgenda = fields<{ vision: string | null; goals: number }>({ vision: nullable(text), goals: count });

/** Number and status of the next agenda of an ecosystem: the number after `latest`, or 1 if `latest` is null, as a draft. */
export function draftAgenda(latest: { number: number } | null): Outcome<{ number: number; status: AgendaStatus }> {
  const malformed = judgeInput({ latest }, { latest: nullable(numbered) });
  if (malformed.length > 0) return refused(...malformed);
  return accepted({ number: (latest?.number ?? 0) + 1, status: agendaLife.initial });
}

/**
 * Checks that an agenda can be proposed. A vision and at least one goal are `REQUIRED`.
 *
 * @see Kania & Kramer 2011, common agenda: a shared vision for change, and agreed upon goals
 */
export function judgeProposal(agenda: {
  vision: string | null;
  /** Number of goals. */
  goals: number;
}): Issue[] {
  const malformed = proposedAgenda(agenda, []);
  if (malformed.length > 0) return malformed;
  const required = (message: string): Issue => ({ code: 'REQUIRED', path: ['id'], message });
  return [
    ...(agenda.vision === null
      ? [required('`vision` is required to propose a common agenda. Set it with updateCommonAgenda.')]
      : []),
    ...(agenda.goals === 0
      ? [required('At least one goal is required to propose a common agenda. Add one with createGoal.')]
      : []),
  ];
}

/**
 * Checks the date on which an agenda is proposed. A future date is `OUT_OF_RANGE`. A date before `basisProposedOn` is
 * `DATES_OUT_OF_ORDER`: the last date on which a version was proposed that the goals of the agenda continue. It is null if
 * there is no such version, or if its date is unknown.
 */
export function judgeProposedOn(dates: EventDay, basisProposedOn: string | null): Issue[] {
  const malformed = judgeInput({ dates, basisProposedOn }, { dates: eventDay, basisProposedOn: nullable(day) });
  if (malformed.length > 0) return malformed;
  const issues = judgeEventDay('proposedOn', dates);
  if (basisProposedOn === null || basisProposedOn <= dates.on) return issues;
  const message = `The version that its goals are based on was proposed on ${basisProposedOn}. Set \`proposedOn\` to that date or later.`;
  return [...issues, { code: 'DATES_OUT_OF_ORDER', path: ['proposedOn'], message }];
}

/**
 * Checks the date on which an agenda is ratified. A future date is `OUT_OF_RANGE`. A date before `proposedOn` is
 * `DATES_OUT_OF_ORDER`. `proposedOn` is null if the date of the proposal is unknown.
 */
export function judgeRatifiedOn(dates: EventDay, proposedOn: string | null): Issue[] {
  const malformed = judgeInput({ dates, proposedOn }, { dates: eventDay, proposedOn: nullable(day) });
  if (malformed.length > 0) return malformed;
  return [
    ...judgeEventDay('ratifiedOn', dates),
    ...judgeDateOrder({ start: proposedOn, end: dates.on, path: 'ratifiedOn' }),
  ];
}

/**
 * Checks the date on which the agenda in force is superseded. A date before `inForceSince`, the date of its ratification, is
 * `DATES_OUT_OF_ORDER`. `inForceSince` is null if that date is unknown.
 */
export function judgeSupersededOn(on: string, inForceSince: string | null): Issue[] {
  const malformed = judgeInput({ on, inForceSince }, { on: day, inForceSince: nullable(day) });
  if (malformed.length > 0) return malformed;
  if (inForceSince === null || inForceSince <= on) return [];
  const message = `The agenda in force was ratified on ${inForceSince}. Set \`ratifiedOn\` to that date or later.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['ratifiedOn'], message }];
}

/** Checks that a goal can be added to an agenda. Agendas that are not drafts are `IMMUTABLE`. */
export function judgeNewGoal(agenda: { status: AgendaStatus }): Issue[] {
  const malformed = judgeInput({ agenda }, { agenda: agendaOfStatus });
  if (malformed.length > 0) return malformed;
  return agendaLife.judgeChange(agenda, ['commonAgendaId']);
}

/**
 * Checks the agenda version that a goal or strategy is based on. It must be earlier than `agenda`, otherwise `INVALID`. `basis`
 * is null if the goal or strategy is based on none.
 */
export function judgeBasis(agenda: { number: number }, basis: { number: number } | null): Issue[] {
  const malformed = judgeInput({ agenda, basis }, { agenda: numbered, basis: nullable(numbered) });
  if (malformed.length > 0) return malformed;
  if (basis === null || basis.number < agenda.number) return [];
  const message = `\`basedOnId\` refers to version ${basis.number} of the agenda. It must refer to a version before version ${agenda.number}.`;
  return [{ code: 'INVALID', path: ['basedOnId'], message }];
}
