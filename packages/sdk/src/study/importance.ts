import { compareDecimals, divideDecimals } from '../shared/decimal.ts';
import { decimal } from '../shared/decimal-input.ts';
import { count, fields, list, nullable, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { type Interval, wilsonInterval } from '../shared/wilson.ts';

/** How many participants name a code of a codebook round, and what share that is. */
export interface Importance {
  code: { code: string; label: string };
  /** Distinct participants who name it; null where a source states a share only. */
  participants: number | null;
  /** Participants whom the share is of; null where a source does not say. */
  base: number | null;
  /** A decimal from 0 to 1, rounded to 6 places; null where a source states none and it does not follow. */
  share: string | null;
  /** Whether it is counted from codings, or is what a source states. */
  basis: ImportanceBasis;
  /** The Wilson 95 % score interval of the share; null where participants or base are not known. */
  interval: Interval | null;
}

/** What an importance rests on: the study's own codings, or figures that a source published. */
export type ImportanceBasis = 'RECORDS' | 'PUBLISHED';

/** What the importance of one codebook round is answered from. */
export interface ImportanceSource {
  /** The codes of the round. */
  codes?: readonly { id: string; code: string; label: string }[];
  /** Which participant names which code; those of other rounds are passed over. */
  codings?: readonly { participantId: string; codebookCodeId: string }[];
  /** Published figures of the round; those that are of no code are passed over. */
  figures?: readonly {
    code: string | null;
    label: string;
    n: number | null;
    base: number | null;
    share: string | null;
  }[];
}

const importanceSource = fields<ImportanceSource>({
  codes: optional(list(fields<{ id: string; code: string; label: string }>({ id: text, code: text, label: text }))),
  codings: optional(
    list(fields<{ participantId: string; codebookCodeId: string }>({ participantId: text, codebookCodeId: text })),
  ),
  figures: optional(
    list(
      fields<NonNullable<ImportanceSource['figures']>[number]>({
        code: nullable(text),
        label: text,
        n: nullable(count),
        base: nullable(count),
        share: nullable(decimal),
      }),
    ),
  ),
});

const shareScale = 6;

/**
 * For one codebook round, how many distinct participants name each code and what share that is, the most named first,
 * equal ones by code.
 *
 * It is counted from the codings of the round where there are any (`RECORDS`): several excerpts, interviews and coders
 * count a participant once, and the base is every participant who names any code of the round, so that codes that
 * nobody names answer a share of 0. Otherwise it is what the round's published figures say (`PUBLISHED`): the share is
 * n of the base where both are known, else as the source states it; what a source does not state stays null, and such
 * a code comes last. Empty where there is neither. A count beyond its base has no interval.
 *
 * Participants of a study are seldom a random sample: say so wherever the interval is shown.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 * @example
 * unwrap(importance({ figures: [{ code: 'k-12', label: 'K-12', n: 23, base: 26, share: '0.88' }] }));
 * // [{ code: { code: 'k-12', label: 'K-12' }, participants: 23, base: 26, share: '0.884615', basis: 'PUBLISHED',
 * //    interval: { low: '0.710241', high: '0.959968' } }]
 */
export function importance(source: ImportanceSource): Outcome<Importance[]> {
  const malformed = importanceSource(source, []);
  if (malformed.length > 0) return refused(...malformed);
  const codes = source.codes ?? [];
  const codings = source.codings ?? [];
  const figures = source.figures ?? [];
  const participantsOf = new Map(codes.map(({ id }) => [id, new Set<string>()]));
  const everyone = new Set<string>();
  for (const { participantId, codebookCodeId } of codings) {
    const named = participantsOf.get(codebookCodeId);
    if (!named) continue;
    named.add(participantId);
    everyone.add(participantId);
  }
  const answers = everyone.size > 0 ? fromCodings() : figures.flatMap(fromFigure);
  return accepted(answers.sort(mostNamedFirst));

  function fromCodings(): Importance[] {
    return codes.map(({ id, code, label }) => {
      const participants = participantsOf.get(id)?.size ?? 0;
      return answer({ code, label, participants, base: everyone.size, share: null, basis: 'RECORDS' });
    });
  }
}

function fromFigure({ code, label, n, base, share }: NonNullable<ImportanceSource['figures']>[number]): Importance[] {
  if (code === null) return [];
  return [answer({ code, label, participants: n, base, share, basis: 'PUBLISHED' })];
}

function answer(
  known: Pick<Importance, 'participants' | 'base' | 'share' | 'basis'> & { code: string; label: string },
): Importance {
  const { code, label, participants, base, share, basis } = known;
  const counted = participants !== null && base !== null ? { count: participants, base } : undefined;
  const reckoned = counted && divideDecimals(String(counted.count), { by: String(counted.base), scale: shareScale });
  return {
    code: { code, label },
    participants,
    base,
    share: reckoned ?? share,
    basis,
    interval: (counted && wilsonInterval(counted)) ?? null,
  };
}

function mostNamedFirst(a: Importance, b: Importance): number {
  if (a.share === null || b.share === null) return Number(a.share === null) - Number(b.share === null) || byCode(a, b);
  return compareDecimals(b.share, a.share) || byCode(a, b);
}

function byCode(a: Importance, b: Importance): number {
  return a.code.code < b.code.code ? -1 : a.code.code > b.code.code ? 1 : 0;
}
