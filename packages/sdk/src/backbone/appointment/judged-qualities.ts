import type { Code } from '../../shared/code.ts';
import { fields, flag, judgeInput, labeledCode, list } from '../../shared/input.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { byTerm } from '../by-term.ts';
import type { BackboneAppointment } from './backbone-appointment.ts';
import { leadQualities } from './lead-quality.ts';

/** The judgments of one quality of an appointment, combined. */
export interface JudgedQuality<Judgment> {
  quality: Code;
  /** True if every judgment found the quality, false if at least one did not. Null if there are no judgments. */
  met: boolean | null;
  judgments: Judgment[];
}

const judgedQuality = fields<{ quality: Code; met: boolean }>({ quality: labeledCode, met: flag });

/**
 * The judgments of a lead organization by quality: standard qualities in the order of the list, then custom qualities. A
 * quality without a judgment is null, not false.
 *
 * @see STEM Learning Ecosystems, Strategy One: identify a credible, highly engaged lead organization committed to
 * collaborative practice
 * @example
 * const quality = { scheme: 'lead-quality', code: 'credibility', label: 'Credible', uri: null };
 * unwrap(judgedQualities([{ quality, met: true }])).map(({ met }) => met); // [true, null, null]
 */
export function judgedQualities<Judgment extends Pick<BackboneAppointment['judgments'][number], 'quality' | 'met'>>(
  judgments: readonly Judgment[],
): Outcome<JudgedQuality<Judgment>[]> {
  const malformed = judgeInput({ judgments }, { judgments: list(judgedQuality) });
  if (malformed.length > 0) return refused(...malformed);
  const entriesByQuality = judgments.map((entry) => ({ term: entry.quality, entry }));
  const qualities = byTerm(leadQualities, entriesByQuality).map(({ term, entries }) => ({
    quality: term,
    met: entries.length === 0 ? null : entries.every(({ met }) => met),
    judgments: entries,
  }));
  return accepted(qualities);
}
