import { judgeDateOrder } from '../shared/dates.ts';
import { type DayOfStep, judgeDayOfStep } from '../shared/day-of-step.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The life cycle of a term of the common language. */
export const termStatuses = ['PROPOSED', 'ADOPTED', 'RETIRED'] as const;
/** One of {@link termStatuses}. */
export type TermStatus = (typeof termStatuses)[number];

/**
 * The life of a term. A proposal that nobody adopts is retired too, which frees its name.
 *
 * @see STEM Learning Ecosystems, Strategy One: work on defining and using common language
 */
export const termLife = lifeCycle({
  noun: 'term',
  statuses: termStatuses,
  transitions: {
    adopt: { done: 'adopted', from: ['PROPOSED'], to: 'ADOPTED' },
    retire: { done: 'retired', from: ['PROPOSED', 'ADOPTED'], to: 'RETIRED' },
  },
  open: ['PROPOSED', 'ADOPTED'],
  closed: 'cannot be changed. Create a new term.',
});

const status = oneOf(termStatuses);
const termOfStatus = fields<{ status: TermStatus }>({ status });
const datedTerm = fields<{ status: TermStatus; adoptedOn: string | null }>({ status, adoptedOn: nullable(day) });
const datedTransition = fields<DayOfStep & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(termLife.transitions)),
});

/**
 * Applies a transition to a term on a day; `ILLEGAL_TRANSITION` where its state does not allow it, `OUT_OF_RANGE` on a day that
 * is still to come, `DATES_OUT_OF_ORDER` where it is retired before it was adopted.
 */
export function transitionTerm(
  term: { status: TermStatus; adoptedOn: string | null },
  taken: DayOfStep & { transition: keyof typeof termLife.transitions },
): Outcome<{ status: TermStatus; adoptedOn?: string; retiredOn?: string }> {
  const malformed = judgeInput({ term, taken }, { term: datedTerm, taken: datedTransition });
  if (malformed.length > 0) return refused(...malformed);
  const { transition, on } = taken;
  const changed = termLife.transition(term, transition);
  if (!changed.ok) return changed;
  const field = transition === 'adopt' ? 'adoptedOn' : 'retiredOn';
  const issues = [...judgeDayOfStep(field, taken), ...judgeDateOrder({ start: term.adoptedOn, end: on, path: field })];
  return issues.length > 0 ? refused(...issues) : accepted({ ...changed.value, [field]: on });
}

/**
 * What is wrong with giving these fields of a term another value, `IMMUTABLE` at each: what partners adopted does not get
 * another meaning under their hands, so an adopted term keeps its name and its definition, and a retired one everything.
 */
export function judgeTermChange(term: { status: TermStatus }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ term, changed }, { term: termOfStatus, changed: list(text) });
  if (malformed.length > 0) return malformed;
  if (term.status !== 'ADOPTED') return termLife.judgeChange(term, changed);
  const message = 'The name and definition of an ADOPTED term cannot be changed. Retire the term and create a new one.';
  return changed
    .filter((field) => field === 'term' || field === 'definition')
    .map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}
