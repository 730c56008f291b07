import type { Code } from '../shared/code.ts';
import { count, fields, labeledCode, list, nullable, omissible, oneOf, text } from '../shared/input.ts';
import { compareDecimals, divideDecimals } from '../shared/numbers/decimal.ts';
import { decimal } from '../shared/numbers/decimal-input.ts';
import { type Interval, wilsonInterval } from '../shared/numbers/wilson.ts';
import { accepted, type Outcome, refused, unwrap } from '../shared/outcome.ts';
import {
  type CountedRound,
  countedRoundChecks,
  countParticipants,
  countScopes,
  type ParticipantCount,
} from './participant-count.ts';

/** Number and share of participants who mention a code in a round. */
export interface Importance {
  code: { code: string; label: string };
  /** Number of participants who mention the code, each counted once. Null if the source states only a share, or if the base is too small. */
  participants: number | null;
  /** Denominator of the share. Null if the source does not state it, or if it is smaller than the minimum base. */
  base: number | null;
  /** A decimal, 0 to 1, rounded to 6 decimal places. Null if a source does not state it and it cannot be computed. */
  share: string | null;
  /** Whether the result is based on codings or on published figures. */
  basis: ImportanceBasis;
  /** Wilson score interval of the share at 95 % confidence. Null if participants or base is unknown. */
  interval: Interval | null;
  /** Whether the numbers are null because the base is smaller than the study's minimum base. */
  isBelowMinimumBase: boolean;
}

/** What an importance is based on: the codings of the study, or figures that a source published. */
export type ImportanceBasis = 'RECORDS' | 'PUBLISHED';

/** The records that the importance of the codes of one round is computed from. */
export interface ImportanceSource extends Partial<Omit<CountedRound, 'codes'>> {
  /** The codes of the round. */
  codes?: readonly { id: string; code: string; label: string }[];
  /** Counts of the last release of the round. They are used instead of codings. */
  released?: readonly ParticipantCount[];
  /** Published figures of the round. Figures without a code are ignored. */
  figures?: readonly {
    code: string | null;
    label: string;
    count: number | null;
    base: number | null;
    share: string | null;
  }[];
}

/** Importance of the codes for the participants of one sector. */
export interface SectorImportance {
  /** Null for all other sectors together. */
  sector: Code | null;
  base: number;
  codes: Importance[];
}

const importanceSource = fields<ImportanceSource>({
  ...countedRoundChecks,
  codes: omissible(list(fields<{ id: string; code: string; label: string }>({ id: text, code: text, label: text }))),
  codings: omissible(countedRoundChecks.codings),
  released: omissible(
    list(
      fields<ParticipantCount>({
        codebookCodeId: text,
        scope: oneOf(countScopes),
        sector: nullable(labeledCode),
        participants: count,
        base: count,
      }),
    ),
  ),
  figures: omissible(
    list(
      fields<NonNullable<ImportanceSource['figures']>[number]>({
        code: nullable(text),
        label: text,
        count: nullable(count),
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
 * If the round has codings or readings, they are counted (`RECORDS`): each participant once, for any number of excerpts,
 * interviews and coders. The base is every participant with an excerpt that was coded or read in the round, so a code that
 * nobody mentions has a share of 0. If the base is smaller than the study's minimum base, the numbers are null. If a release
 * of the round is given, its counts are used instead. Otherwise the round's published figures are used (`PUBLISHED`): the
 * share is the count divided by the base if both are known, else as the source states it. Numbers that a source does not state are
 * null, and codes without a share come last. Empty if there are neither codings nor figures. A count above its base has no
 * interval.
 *
 * Participants of a study are rarely a random sample. State this wherever the interval is shown.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 * @example
 * unwrap(importance({ figures: [{ code: 'k-12', label: 'K-12', count: 23, base: 26, share: '0.88' }] }));
 * // [{ code: { code: 'k-12', label: 'K-12' }, participants: 23, base: 26, share: '0.884615', basis: 'PUBLISHED',
 * //    interval: { low: '0.710241', high: '0.959968' }, isBelowMinimumBase: false }]
 */
export function importance(source: ImportanceSource): Outcome<Importance[]> {
  const malformed = importanceSource(source, []);
  if (malformed.length > 0) return refused(...malformed);
  const counts = countsOf(source).filter(({ scope }) => scope === 'ALL');
  if (counts.length === 0) return accepted((source.figures ?? []).flatMap(fromFigure).sort(highestShareFirst));
  const minimumBase = source.released ? null : source.minimumBase;
  return accepted(fromCounts(counts, { codes: source.codes ?? [], minimumBase }));
}

/**
 * Number and share of participants who mention each code, by sector. Largest sectors first; the last entry contains all other
 * sectors together if there are any: see `countParticipants`. Empty without a minimum base, without codings, or if no sector
 * has enough participants.
 *
 * @example
 * const sector = { scheme: 'sector', code: 'k-12', label: 'Schools', uri: null };
 * const participants = ['p1', 'p2', 'p3'].map((id) => ({ id, sector }));
 * const codings = [{ participantId: 'p1', codebookCodeId: '1' }];
 * const readings = participants.map(({ id }) => ({ participantId: id }));
 * const codes = [{ id: '1', code: 'trust', label: 'Trust' }];
 * const [schools] = unwrap(importanceBySector({ codes, codings, readings, participants, minimumBase: 3 }));
 * [schools.base, schools.codes[0].participants]; // [3, 1]
 */
export function importanceBySector(source: ImportanceSource): Outcome<SectorImportance[]> {
  const malformed = importanceSource(source, []);
  if (malformed.length > 0) return refused(...malformed);
  const counts = countsOf(source).filter(({ scope }) => scope !== 'ALL');
  const bySector = Map.groupBy(counts, ({ sector }) => (sector ? `${sector.scheme} ${sector.code}` : null));
  return accepted(
    [...bySector.values()].map((group) => ({
      sector: group[0]?.sector ?? null,
      base: group[0]?.base ?? 0,
      codes: fromCounts(group, { codes: source.codes ?? [] }),
    })),
  );
}

function countsOf({ released, codes = [], codings = [], ...round }: ImportanceSource): readonly ParticipantCount[] {
  return released ?? unwrap(countParticipants({ codes, codings, ...round }));
}

/** The importance of the given codes. Counts of other codes are ignored. */
function fromCounts(
  counts: readonly ParticipantCount[],
  { codes, minimumBase }: { codes: NonNullable<ImportanceSource['codes']>; minimumBase?: number | null | undefined },
): Importance[] {
  const named = new Map(codes.map((code) => [code.id, code]));
  return counts
    .flatMap(({ codebookCodeId, participants, base }) => {
      const code = named.get(codebookCodeId);
      if (!code) return [];
      const numbers = base < (minimumBase ?? 0) ? { participants: null, base: null } : { participants, base };
      const isBelowMinimumBase = numbers.base === null;
      return [{ ...importanceOf({ ...code, ...numbers, share: null, basis: 'RECORDS' }), isBelowMinimumBase }];
    })
    .sort(highestShareFirst);
}

function fromFigure({
  code,
  label,
  count: participants,
  base,
  share,
}: NonNullable<ImportanceSource['figures']>[number]): Importance[] {
  if (code === null) return [];
  return [importanceOf({ code, label, participants, base, share, basis: 'PUBLISHED' })];
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
    isBelowMinimumBase: false,
  };
}

function highestShareFirst(a: Importance, b: Importance): number {
  if (a.share === null || b.share === null) return Number(a.share === null) - Number(b.share === null) || byCode(a, b);
  return compareDecimals(b.share, a.share) || byCode(a, b);
}

function byCode(a: Importance, b: Importance): number {
  return a.code.code < b.code.code ? -1 : a.code.code > b.code.code ? 1 : 0;
}
