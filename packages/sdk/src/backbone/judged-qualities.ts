import type { Code } from '../shared/code.ts';
import { fields, flag, judgeInput, labeledCode, list } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { BackboneAppointment } from './backbone-appointment.ts';
import { byTerm } from './by-term.ts';
import { leadQualities } from './lead-quality.ts';

/** The judgements of one quality of an appointment, combined. */
export interface JudgedQuality<Judgement> {
  quality: Code;
  /** True if every judgement found the quality, false if at least one did not. Null if there are no judgements. */
  met: boolean | null;
  judgements: Judgement[];
}

const judgedQuality = fields<{ quality: Code; met: boolean }>({ quality: labeledCode, met: flag });

/**
 * The judgements of a lead organization by quality: standard qualities in the order of the list, then custom qualities. A
 * quality without a judgement is null, not false.
 *
 * @see STEM Learning Ecosystems, Strategy One: identify a credible, highly engaged lead organization committed to
 * collaborative practice
 * @example
 * const quality = { scheme: 'lead-quality', code: 'credibility', label: 'Credible', uri: null };
 * unwrap(judgedQualities([{ quality, met: true }])).map(({ met }) => met); // [true, null, null]
 */
export function judgedQualities<Judgement extends Pick<BackboneAppointment['judgements'][number], 'quality' | 'met'>>(
  judgements: readonly Judgement[],
): Outcome<JudgedQuality<Judgement>[]> {
  const malformed = judgeInput({ judgements }, { judgements: list(judgedQuality) });
  if (malformed.length > 0) return refused(...malformed);
  const entriesByQuality = judgements.map((entry) => ({ term: entry.quality, entry }));
  const qualities = byTerm(leadQualities, entriesByQuality).map(({ term, entries }) => ({
    quality: term,
    met: entries.length === 0 ? null : entries.every(({ met }) => met),
    judgements: entries,
  }));
  return accepted(qualities);
}
