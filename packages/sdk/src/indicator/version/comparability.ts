import type { Code } from '../../shared/code.ts';
import { type Comparability, comparabilities, worstComparability } from '../../shared/comparability.ts';
import { count, fields, judgeInput, list, nullable, oneOf, text } from '../../shared/input.ts';
import { compareDecimals } from '../../shared/numbers/decimal.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import {
  type CountingUnit,
  countingUnits,
  type IndicatorKind,
  type IndicatorVersionStatus,
  indicatorKinds,
  indicatorVersionStatuses,
} from '../vocabulary.ts';

/** The fields of a version that determine with which other versions its figures are comparable. */
export interface ComparedVersion {
  number: number;
  status: IndicatorVersionStatus;
  kind: IndicatorKind;
  countingUnit: CountingUnit;
  unit: Pick<Code, 'scheme' | 'code' | 'label'>;
  /** A canonical decimal. */
  multiplier: string;
  /** Comparability with the previous adopted version. Null if nobody has recorded it. */
  comparability: Comparability | null;
  comparabilityNote: string | null;
}

/** Whether figures of two versions are comparable, and the reasons if they are not, or only with a caveat. */
export interface VersionComparability {
  comparability: Comparability;
  /** Reasons, in the order of the versions. Empty if the versions are comparable without a caveat. */
  notes: string[];
}

/** The checks of the fields of a {@link FigureDefinition}. */
export const figureDefinitionFields = {
  kind: oneOf(indicatorKinds),
  countingUnit: oneOf(countingUnits),
  unit: fields<FigureDefinition['unit']>({ scheme: text, code: text, label: text }),
  multiplier: decimal,
};

const comparedVersion = fields<ComparedVersion>({
  ...figureDefinitionFields,
  number: count,
  status: oneOf(indicatorVersionStatuses),
  comparability: nullable(oneOf(comparabilities)),
  comparabilityNote: nullable(text),
});
const twoNumbers = fields<{ from: number; to: number }>({ from: count, to: count });

/**
 * Whether figures of two versions of an indicator are comparable. `ends` are their numbers, in either order. The result is the
 * worst one between neighboring versions from the first to the last: `NO` if nobody has recorded their comparability,
 * or if their kinds, counting units, units or multipliers differ. Versions between them that were never adopted have no
 * figures and are skipped.
 *
 * `versions` are all versions of the indicator. If one between `ends` is missing, the result is `NO`.
 *
 * @example
 * const base = { kind: 'COUNT', countingUnit: 'EVENTS', unit: { scheme: 'unit', code: 'visits', label: 'Visits' }, multiplier: '1' };
 * comparabilityOf(
 *   [
 *     { ...base, number: 1, status: 'RETIRED', comparability: null, comparabilityNote: null },
 *     { ...base, number: 2, status: 'ADOPTED', comparability: 'WITH_CAVEAT', comparabilityNote: 'Short visits no longer count.' },
 *   ],
 *   { from: 1, to: 2 },
 * );
 * // { ok: true, value: { comparability: 'WITH_CAVEAT', notes: ['Version 2 is comparable with version 1 with a caveat: Short visits no longer count.'] } }
 */
export function comparabilityOf(
  versions: readonly ComparedVersion[],
  ends: { from: number; to: number },
): Outcome<VersionComparability> {
  const malformed = judgeInput({ versions, ends }, { versions: list(comparedVersion), ends: twoNumbers });
  if (malformed.length > 0) return refused(...malformed);
  const [first, last] = [Math.min(ends.from, ends.to), Math.max(ends.from, ends.to)];
  const byNumber = new Map(versions.map((version) => [version.number, version]));
  const between = [...byNumber.values()].filter(({ number }) => number >= first && number <= last);
  const links: VersionComparability[] = [];
  let before: ComparedVersion | undefined;
  let next = first;
  for (const version of between.sort((a, b) => a.number - b.number)) {
    const { number } = version;
    if (next < number) links.push(unknown(next, number - 1));
    next = number + 1;
    if (number === first && first !== last && !hasFigures(version))
      links.push(no(`Version ${first} was never adopted. Later versions cannot be compared with it.`));
    if (number !== first && number !== last && !hasFigures(version)) continue;
    if (before) links.push(linkBetween(before, version));
    before = version;
  }
  if (next <= last) links.push(unknown(next, last));
  return accepted({ comparability: worstComparability(links), notes: links.flatMap(({ notes }) => notes) });
}

function linkBetween(before: ComparedVersion, version: ComparedVersion): VersionComparability {
  const differences = definitionDifferences(before, version);
  if (differences.length > 0) {
    const listed = differences.map(({ field, one, other }) => `${field} ${other} instead of ${one}`).join(', ');
    return no(`Version ${version.number} is not comparable with version ${before.number}, because it has ${listed}.`);
  }
  const { comparability, comparabilityNote, number } = version;
  const why = comparabilityNote === null ? '.' : `: ${asSentence(comparabilityNote)}`;
  switch (comparability) {
    case 'YES':
      return { comparability, notes: [] };
    case 'WITH_CAVEAT':
      return {
        comparability,
        notes: [`Version ${number} is comparable with version ${before.number} with a caveat${why}`],
      };
    case 'NO':
      return no(`Version ${number} is not comparable with version ${before.number}${why}`);
    case null:
      return no(`It is not recorded whether version ${number} is comparable with version ${before.number}.`);
  }
}

/** Adds a full stop to a note that does not end a sentence, because other notes follow it. */
function asSentence(note: string): string {
  const text = note.trimEnd();
  return /[\p{Sentence_Terminal}…][\p{Pe}\p{Pf}"']*$/u.test(text) ? text : `${text}.`;
}

/** The fields of a definition that must be equal for figures to be comparable. */
export type FigureDefinition = Pick<ComparedVersion, 'kind' | 'countingUnit' | 'unit' | 'multiplier'>;

/** Differences between two definitions that prevent their figures from being compared. Empty if there are none. */
export function definitionDifferences(
  one: FigureDefinition,
  other: FigureDefinition,
): { field: 'kind' | 'countingUnit' | 'unit' | 'multiplier'; one: string; other: string }[] {
  const differing = (field: 'kind' | 'countingUnit') =>
    one[field] === other[field] ? [] : [{ field, one: one[field], other: other[field] }];
  const sameUnit = one.unit.scheme === other.unit.scheme && one.unit.code === other.unit.code;
  const sameMultiplier = compareDecimals(one.multiplier, other.multiplier) === 0;
  return [
    ...differing('kind'),
    ...differing('countingUnit'),
    ...(sameUnit ? [] : [{ field: 'unit' as const, one: nameOf(one.unit), other: nameOf(other.unit) }]),
    ...(sameMultiplier ? [] : [{ field: 'multiplier' as const, one: one.multiplier, other: other.multiplier }]),
  ];
}

function nameOf({ scheme, code, label }: FigureDefinition['unit']): string {
  return `"${label}" (${scheme} ${code})`;
}

/** Whether figures can have been reported for a version. */
function hasFigures({ status }: ComparedVersion): boolean {
  return status === 'ADOPTED' || status === 'RETIRED';
}

/** The link across missing versions, from one number to another. */
function unknown(from: number, to: number): VersionComparability {
  if (from === to)
    return no(`Version ${from} does not exist or is not visible to you, so comparability across it is unknown.`);
  return no(
    `Versions ${from} to ${to} do not exist or are not visible to you, so comparability across them is unknown.`,
  );
}

function no(note: string): VersionComparability {
  return { comparability: 'NO', notes: [note] };
}
