import { judgeDateOrder } from '../shared/dates.ts';
import { type DayOfStep, judgeDayOfStep } from '../shared/day-of-step.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { isAside, lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import { type AgendaStatus, agendaStatuses } from './agenda-life-cycle.ts';

/** The life cycle of a strategy. */
export const strategyStatuses = ['PLANNED', 'ACTIVE', 'COMPLETED', 'STOPPED'] as const;
/** One of {@link strategyStatuses}. */
export type StrategyStatus = (typeof strategyStatuses)[number];

/** The life of a strategy: what is planned begins, and ends as it was meant to or sooner. One that never began can be stopped too. */
export const strategyLife = lifeCycle({
  noun: 'strategy',
  statuses: strategyStatuses,
  transitions: {
    start: { done: 'started', from: ['PLANNED'], to: 'ACTIVE' },
    complete: { done: 'completed', from: ['ACTIVE'], to: 'COMPLETED' },
    stop: { done: 'stopped', from: ['PLANNED', 'ACTIVE'], to: 'STOPPED' },
  },
});

/** How far a strategy has come, and when; dates are `YYYY-MM-DD`. */
export interface DatedStrategy {
  status: StrategyStatus;
  startsOn: string | null;
  endsOn: string | null;
}

const status = oneOf(strategyStatuses);
const strategyOfStatus = fields<{ status: StrategyStatus }>({ status });
const datedStrategy = fields<DatedStrategy>({ status, startsOn: nullable(day), endsOn: nullable(day) });
const datedTransition = fields<DayOfStep & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(strategyLife.transitions)),
});
const agendaOfStatus = fields<{ status: AgendaStatus }>({ status: oneOf(agendaStatuses) });

/** Whether a revision of the agenda includes this strategy: true while it is planned or active. */
export function goesOn(strategy: { status: StrategyStatus }): boolean {
  if (strategyOfStatus(strategy, []).length > 0) return false;
  const { status } = strategy;
  return status === 'PLANNED' || status === 'ACTIVE';
}

/**
 * Applies a transition to a strategy on a day (`YYYY-MM-DD`), which takes the place of the planned one: starting says
 * when it began, the others when it ended. A strategy that is stopped before it began has no beginning.
 *
 * `ILLEGAL_TRANSITION` if its status does not allow the transition; `DATES_OUT_OF_ORDER` at `startsOn` where it starts after
 * its planned end, at `endsOn` where it ends before it began; `OUT_OF_RANGE` on a day that is still to come.
 */
export function transitionStrategy(
  strategy: DatedStrategy,
  taken: DayOfStep & { transition: keyof typeof strategyLife.transitions },
): Outcome<DatedStrategy> {
  const malformed = judgeInput({ strategy, taken }, { strategy: datedStrategy, taken: datedTransition });
  if (malformed.length > 0) return refused(...malformed);
  const { transition, on } = taken;
  const changed = strategyLife.transition(strategy, transition);
  if (!changed.ok) return changed;
  const ahead = judgeDayOfStep(transition === 'start' ? 'startsOn' : 'endsOn', taken);
  if (ahead.length > 0) return refused(...ahead);
  const { startsOn, endsOn } = strategy;
  if (transition !== 'start') {
    const next = { ...changed.value, startsOn: strategy.status === 'PLANNED' ? null : startsOn, endsOn: on };
    const issues = judgeStrategyDates(next);
    return issues.length > 0 ? refused(...issues) : accepted(next);
  }
  if (endsOn !== null && endsOn < on) {
    const message = `The strategy is planned to end on ${endsOn}, before it starts. Change \`endsOn\` first.`;
    return refused({ code: 'DATES_OUT_OF_ORDER', path: ['startsOn'], message });
  }
  return accepted({ ...changed.value, startsOn: on, endsOn });
}

/**
 * What is wrong with the dates of a strategy: it ends before it begins, `DATES_OUT_OF_ORDER`; one that began does not say
 * when, or one that is over, `REQUIRED`.
 */
export function judgeStrategyDates({ status, startsOn, endsOn }: DatedStrategy): Issue[] {
  const began = status === 'ACTIVE' || status === 'COMPLETED';
  const over = status === 'COMPLETED' || status === 'STOPPED';
  return [
    ...(began && startsOn === null
      ? [required('startsOn', `\`startsOn\` is required for a strategy with status ${status}.`)]
      : []),
    ...(over && endsOn === null
      ? [required('endsOn', `\`endsOn\` is required for a strategy with status ${status}.`)]
      : []),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
  ];
}

/**
 * What is wrong with adding or changing a strategy, or applying a transition to it of an agenda, at the fields or `id`: once the agenda is
 * superseded its strategies are history, `IMMUTABLE`. Strategies are how, not what was agreed, so that they change in
 * every other state.
 */
export function judgeStrategyChange(agenda: { status: AgendaStatus }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ agenda, changed }, { agenda: agendaOfStatus, changed: list(text) });
  if (malformed.length > 0) return malformed;
  if (agenda.status !== 'SUPERSEDED') return [];
  const message =
    'The common agenda is SUPERSEDED, so its strategies cannot be changed. Change the strategy of a later version.';
  return changed.filter((field) => !isAside(field)).map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}

function required(field: string, message: string): Issue {
  return { code: 'REQUIRED', path: [field], message };
}
