import type { Code } from '../shared/code.ts';
import type { Comparability } from '../shared/comparability.ts';
import { compareDecimals } from '../shared/decimal.ts';
import type { CountingUnit, IndicatorKind, IndicatorVersionStatus } from './vocabulary.ts';

/** What of a version decides with which others its figures compare; the multiplier is a canonical decimal. */
export interface ComparedVersion {
  number: number;
  status: IndicatorVersionStatus;
  kind: IndicatorKind;
  countingUnit: CountingUnit;
  unit: Pick<Code, 'scheme' | 'code' | 'label'>;
  multiplier: string;
  /** With the version before: the last one that was adopted before it. Null where nobody has said. */
  comparability: Comparability | null;
  comparabilityNote: string | null;
}

/** Whether figures of two versions compare, and every reason why they do not, or only with a caveat. */
export interface VersionComparability {
  comparability: Comparability;
  /** In the order of the versions; none where they compare without a caveat. */
  notes: string[];
}

/**
 * Whether figures of two versions of an indicator (by number, in either order) compare. A chain is as good as its worst
 * link: a version that nobody has compared with the one before is a `NO`, and so are unlike kinds, counts, units and
 * multipliers, whatever was said. Versions between that were never adopted have no figures and are no links.
 *
 * `versions` are all of the indicator; where one of the chain is not among them, nothing is known of its link: `NO`.
 *
 * @example
 * const base = { kind: 'COUNT', countingUnit: 'EVENTS', unit: { scheme: 'unit', code: 'visits', label: 'Visits' }, multiplier: '1' };
 * comparabilityOf(
 *   [
 *     { ...base, number: 1, status: 'RETIRED', comparability: null, comparabilityNote: null },
 *     { ...base, number: 2, status: 'ADOPTED', comparability: 'WITH_CAVEAT', comparabilityNote: 'Short visits count no more.' },
 *   ],
 *   { from: 1, to: 2 },
 * );
 * // { comparability: 'WITH_CAVEAT', notes: ['Version 2 compares with version 1 with a caveat: Short visits count no more.'] }
 */
export function comparabilityOf(
  versions: Iterable<ComparedVersion>,
  ends: { from: number; to: number },
): VersionComparability {
  const byNumber = new Map([...versions].map((version) => [version.number, version]));
  const [first, last] = [Math.min(ends.from, ends.to), Math.max(ends.from, ends.to)];
  const links: VersionComparability[] = [];
  let before = byNumber.get(first);
  if (!before) links.push(unknown(first));
  else if (first !== last && !hasFigures(before))
    links.push(no(`Version ${first} was never adopted: nothing follows on it.`));
  for (let number = first + 1; number <= last; number++) {
    const version = byNumber.get(number);
    if (!version) links.push(unknown(number));
    if (!version || (!hasFigures(version) && number !== last)) continue;
    if (before) links.push(linkBetween(before, version));
    before = version;
  }
  return { comparability: worstOf(links), notes: links.flatMap(({ notes }) => notes) };
}

/** The worse of several answers; `YES` where there are none. */
function worstOf(links: readonly VersionComparability[]): Comparability {
  if (links.some(({ comparability }) => comparability === 'NO')) return 'NO';
  return links.some(({ comparability }) => comparability === 'WITH_CAVEAT') ? 'WITH_CAVEAT' : 'YES';
}

function linkBetween(before: ComparedVersion, version: ComparedVersion): VersionComparability {
  const unlike = unlikenesses(before, version);
  if (unlike.length > 0) {
    const said = unlike.map(({ what, one, other }) => `${what} ${other} instead of ${one}`).join(', ');
    return no(`Version ${version.number} does not compare with version ${before.number}: ${said}.`);
  }
  const { comparability, comparabilityNote, number } = version;
  const why = comparabilityNote === null ? '.' : `: ${asSentence(comparabilityNote)}`;
  switch (comparability) {
    case 'YES':
      return { comparability, notes: [] };
    case 'WITH_CAVEAT':
      return { comparability, notes: [`Version ${number} compares with version ${before.number} with a caveat${why}`] };
    case 'NO':
      return no(`Version ${number} does not compare with version ${before.number}${why}`);
    case null:
      return no(`Nobody has said whether version ${number} compares with version ${before.number}.`);
  }
}

/** A note that people wrote, ended by a full stop where nothing ends it: others follow it. */
function asSentence(note: string): string {
  const text = note.trimEnd();
  return /[\p{Sentence_Terminal}…][\p{Pe}\p{Pf}"']*$/u.test(text) ? text : `${text}.`;
}

/** What of a definition makes figures unlike whatever anybody says of them. */
export type LikeFigures = Pick<ComparedVersion, 'kind' | 'countingUnit' | 'unit' | 'multiplier'>;

/** In what two definitions differ so that no figure of one stands beside one of the other: empty where in nothing. */
export function unlikenesses(
  one: LikeFigures,
  other: LikeFigures,
): { what: 'kind' | 'countingUnit' | 'unit' | 'multiplier'; one: string; other: string }[] {
  const differing = (what: 'kind' | 'countingUnit') =>
    one[what] === other[what] ? [] : [{ what, one: one[what], other: other[what] }];
  const sameUnit = one.unit.scheme === other.unit.scheme && one.unit.code === other.unit.code;
  const sameMultiplier = compareDecimals(one.multiplier, other.multiplier) === 0;
  return [
    ...differing('kind'),
    ...differing('countingUnit'),
    ...(sameUnit ? [] : [{ what: 'unit' as const, one: nameOf(one.unit), other: nameOf(other.unit) }]),
    ...(sameMultiplier ? [] : [{ what: 'multiplier' as const, one: one.multiplier, other: other.multiplier }]),
  ];
}

function nameOf({ scheme, code, label }: LikeFigures['unit']): string {
  return `"${label}" (${scheme} ${code})`;
}

/** A version for which figures were or are reported. */
function hasFigures({ status }: ComparedVersion): boolean {
  return status === 'ADOPTED' || status === 'RETIRED';
}

function unknown(number: number): VersionComparability {
  return no(`Version ${number} is not there, or is closed: how figures compare across it is not known.`);
}

function no(note: string): VersionComparability {
  return { comparability: 'NO', notes: [note] };
}
