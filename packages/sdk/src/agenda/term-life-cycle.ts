import { judgeDateOrder } from '../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The statuses of a term of the shared glossary. */
export const termStatuses = ['PROPOSED', 'ADOPTED', 'RETIRED'] as const;
/** One of {@link termStatuses}. */
export type TermStatus = (typeof termStatuses)[number];

/**
 * The life cycle of a term: proposed, then adopted, then retired. A proposed term can be retired too. The glossary can then
 * contain a new term with the same name.
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
const datedTransition = fields<EventDay & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(termLife.transitions)),
});

/**
 * Applies a transition to a term on a date. Returns `ILLEGAL_TRANSITION` if the status does not allow the transition,
 * `OUT_OF_RANGE` for a future date, and `DATES_OUT_OF_ORDER` for a retirement before the adoption.
 */
export function transitionTerm(
  term: { status: TermStatus; adoptedOn: string | null },
  change: EventDay & { transition: keyof typeof termLife.transitions },
): Outcome<{ status: TermStatus; adoptedOn?: string; retiredOn?: string }> {
  const malformed = judgeInput({ term, change }, { term: datedTerm, change: datedTransition });
  if (malformed.length > 0) return refused(...malformed);
  const { transition, on } = change;
  const next = termLife.transition(term, transition);
  if (!next.ok) return next;
  const field = transition === 'adopt' ? 'adoptedOn' : 'retiredOn';
  const issues = [...judgeEventDay(field, change), ...judgeDateOrder({ start: term.adoptedOn, end: on, path: field })];
  return issues.length > 0 ? refused(...issues) : accepted({ ...next.value, [field]: on });
}

/**
 * Checks an update of these fields of a term. Name and definition of an adopted term are `IMMUTABLE`, because partners agreed
 * on them. All fields of a retired term are `IMMUTABLE`.
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
