import { compareDecimals, divideDecimals } from '../shared/decimal.ts';
import { decimal } from '../shared/decimal-input.ts';
import { count, fields, list, nullable, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { type Interval, wilsonInterval } from '../shared/wilson.ts';

/** Number and share of participants who mention a code in a round. */
export interface Importance {
  code: { code: string; label: string };
  /** Number of participants who mention the code, each counted once. Null if a source states a share only. */
  participants: number | null;
  /** Denominator of the share. Null if a source does not state it. */
  base: number | null;
  /** A decimal, 0 to 1, rounded to 6 places. Null if a source does not state it and it cannot be computed. */
  share: string | null;
  /** Whether the result is based on codings or on published figures. */
  basis: ImportanceBasis;
  /** Wilson score interval of the share at 95 % confidence. Null if participants or base is unknown. */
  interval: Interval | null;
}

/** What an importance is based on: the codings of the study, or figures that a source published. */
export type ImportanceBasis = 'RECORDS' | 'PUBLISHED';

/** The records that the importance of the codes of one round is computed from. */
export interface ImportanceSource {
  /** The codes of the round. */
  codes?: readonly { id: string; code: string; label: string }[];
  /** Which participant mentions which code. Codes of other rounds are ignored. */
  codings?: readonly { participantId: string; codebookCodeId: string }[];
  /** Published figures of the round. Figures without a code are ignored. */
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
 * Number and share of participants who mention each code in a round. Highest share first, then by code.
 *
 * If the round has codings, they are counted (`RECORDS`): each participant once, whatever the number of excerpts, interviews
 * and coders. The base is every participant who mentions at least one code of the round, so a code that nobody mentions has
 * a share of 0. Otherwise the round's published figures are used (`PUBLISHED`): the share is n divided by the base if both
 * are known, else as the source states it. Numbers that a source does not state are null, and codes without a share come
 * last. Empty if there are neither codings nor figures. A count above its base has no interval.
 *
 * Participants of a study are rarely a random sample. State this wherever the interval is shown.
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
  const allParticipants = new Set<string>();
  for (const { participantId, codebookCodeId } of codings) {
    const participants = participantsOf.get(codebookCodeId);
    if (!participants) continue;
    participants.add(participantId);
    allParticipants.add(participantId);
  }
  const results = allParticipants.size > 0 ? fromCodings() : figures.flatMap(fromFigure);
  return accepted(results.sort(highestShareFirst));

  function fromCodings(): Importance[] {
    return codes.map(({ id, code, label }) => {
      const participants = participantsOf.get(id)?.size ?? 0;
      return importanceOf({ code, label, participants, base: allParticipants.size, share: null, basis: 'RECORDS' });
    });
  }
}

function fromFigure({ code, label, n, base, share }: NonNullable<ImportanceSource['figures']>[number]): Importance[] {
  if (code === null) return [];
  return [importanceOf({ code, label, participants: n, base, share, basis: 'PUBLISHED' })];
}

function importanceOf(
  numbers: Pick<Importance, 'participants' | 'base' | 'share' | 'basis'> & { code: string; label: string },
): Importance {
  const { code, label, participants, base, share, basis } = numbers;
  const counted = participants !== null && base !== null ? { count: participants, base } : undefined;
  const computed = counted && divideDecimals(String(counted.count), { by: String(counted.base), scale: shareScale });
  return {
    code: { code, label },
    participants,
    base,
    share: computed ?? share,
    basis,
    interval: (counted && wilsonInterval(counted)) ?? null,
  };
}

function highestShareFirst(a: Importance, b: Importance): number {
  if (a.share === null || b.share === null) return Number(a.share === null) - Number(b.share === null) || byCode(a, b);
  return compareDecimals(b.share, a.share) || byCode(a, b);
}

function byCode(a: Importance, b: Importance): number {
  return a.code.code < b.code.code ? -1 : a.code.code > b.code.code ? 1 : 0;
}
