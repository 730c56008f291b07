import type { Code } from '../shared/code.ts';
import { fields, flag, judgeInput, labeledCode, list } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { BackboneAppointment } from './backbone-appointment.ts';
import { byTerm } from './by-term.ts';
import { leadQualities } from './lead-quality.ts';

/** What the judgements of an appointment come to for one quality. */
export interface JudgedQuality<Judgement> {
  quality: Code;
  /** Null where nobody has judged it; false where anybody says that it is not there. */
  met: boolean | null;
  judgements: Judgement[];
}

const judgedQuality = fields<{ quality: Code; met: boolean }>({ quality: labeledCode, met: flag });

/**
 * What was judged of each quality of a lead organization, in the order of the list, then of a site's own qualities. A
 * quality that nobody judged is not denied: it answers null.
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
  const said = judgements.map((entry) => ({ term: entry.quality, entry }));
  const qualities = byTerm(leadQualities, said).map(({ term, entries }) => ({
    quality: term,
    met: entries.length === 0 ? null : entries.every(({ met }) => met),
    judgements: entries,
  }));
  return accepted(qualities);
}
