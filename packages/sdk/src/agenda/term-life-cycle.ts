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
  steps: {
    adopt: { done: 'adopted', from: ['PROPOSED'], to: 'ADOPTED' },
    retire: { done: 'retired', from: ['PROPOSED', 'ADOPTED'], to: 'RETIRED' },
  },
  open: ['PROPOSED', 'ADOPTED'],
  closed: 'never changes: propose it anew',
});

const status = oneOf(termStatuses);
const termOfStatus = fields<{ status: TermStatus }>({ status });
const datedTerm = fields<{ status: TermStatus; adoptedOn: string | null }>({ status, adoptedOn: nullable(day) });
const takenStep = fields<DayOfStep & { step: string }>({
  on: day,
  today: day,
  step: oneOf(Object.keys(termLife.steps)),
});

/**
 * Takes a step of a term's life on a day; `ILLEGAL_TRANSITION` where its state does not allow it, `OUT_OF_RANGE` on a day that
 * is still to come, `DATES_OUT_OF_ORDER` where it is retired before it was adopted.
 */
export function stepTerm(
  term: { status: TermStatus; adoptedOn: string | null },
  taken: DayOfStep & { step: keyof typeof termLife.steps },
): Outcome<{ status: TermStatus; adoptedOn?: string; retiredOn?: string }> {
  const malformed = judgeInput({ term, taken }, { term: datedTerm, taken: takenStep });
  if (malformed.length > 0) return refused(...malformed);
  const { step, on } = taken;
  const stepped = termLife.take(term, step);
  if (!stepped.ok) return stepped;
  const field = step === 'adopt' ? 'adoptedOn' : 'retiredOn';
  const issues = [...judgeDayOfStep(field, taken), ...judgeDateOrder({ start: term.adoptedOn, end: on, path: field })];
  return issues.length > 0 ? refused(...issues) : accepted({ ...stepped.value, [field]: on });
}

/**
 * What is wrong with giving these fields of a term another value, `IMMUTABLE` at each: what partners adopted does not get
 * another meaning under their hands, so an adopted term keeps its name and its definition, and a retired one everything.
 */
export function judgeTermChange(term: { status: TermStatus }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ term, changed }, { term: termOfStatus, changed: list(text) });
  if (malformed.length > 0) return malformed;
  if (term.status !== 'ADOPTED') return termLife.judgeChange(term, changed);
  const message = 'a term that is ADOPTED keeps its meaning: retire it, and propose it anew';
  return changed
    .filter((field) => field === 'term' || field === 'definition')
    .map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}
