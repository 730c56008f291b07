import {
  type Code,
  type Comparability,
  type Counts,
  compareDecimals,
  type IndicatorKind,
  type IndicatorVersionStatus,
} from '@collective-impact/sdk';

/** What of a version decides with which others its figures compare. */
export interface ComparedVersion {
  number: number;
  status: IndicatorVersionStatus;
  kind: IndicatorKind;
  counts: Counts;
  unit: Code;
  multiplier: string;
  /** With the version before; null where nobody has said. */
  comparability: Comparability | null;
  comparabilityNote: string | null;
}

/**
 * Whether figures of two versions of an indicator, by number, compare: a chain is as good as its worst link, and where
 * nobody has said of a link, or unit, kind or multiplier differ, it is a `NO`.
 */
export function compareVersions(
  versions: readonly ComparedVersion[],
  { from, to }: { from: number; to: number },
): { comparability: Comparability; notes: string[] } {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const chain = versions
    .filter(({ number, status }) => number >= first && number <= last && (status === 'ADOPTED' || status === 'RETIRED'))
    .toSorted((a, b) => a.number - b.number);
  const links = chain.slice(1).map((version, at) => linkOf(chain[at] ?? version, version));
  const worst = (['NO', 'WITH_CAVEAT'] as const).find((each) => links.some((link) => link.comparability === each));
  return { comparability: worst ?? 'YES', notes: links.flatMap(({ note }) => note ?? []) };
}

function linkOf(
  before: ComparedVersion,
  version: ComparedVersion,
): { comparability: Comparability; note: string | null } {
  const { comparability, comparabilityNote, number } = version;
  const why = comparabilityNote === null ? '.' : `: ${comparabilityNote}`;
  const isAlike =
    before.kind === version.kind &&
    before.counts === version.counts &&
    before.unit.scheme === version.unit.scheme &&
    before.unit.code === version.unit.code &&
    compareDecimals(before.multiplier, version.multiplier) === 0;
  if (!isAlike) {
    const note = `Version ${number} has figures of another kind or unit than version ${before.number}.`;
    return { comparability: 'NO', note };
  }
  if (comparability === 'YES') return { comparability, note: null };
  if (comparability === 'WITH_CAVEAT') {
    return { comparability, note: `Version ${number} compares with version ${before.number} with a caveat${why}` };
  }
  const note =
    comparability === 'NO'
      ? `Version ${number} does not compare with version ${before.number}${why}`
      : `Nobody has said whether version ${number} compares with version ${before.number}.`;
  return { comparability: 'NO', note };
}
