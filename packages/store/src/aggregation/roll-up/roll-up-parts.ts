import type { DisaggregatedFigure, RollUpPart } from '@collective-impact/sdk/aggregation';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import { partOfCell, partOfSums } from './roll-up-part.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';
import type { ReadSums } from './sums/roll-up-sums.ts';

/** The parts of the roll-up of an indicator with these versions. */
export function partsOfSums(
  sums: Pick<ReadSums, 'sums' | 'finer'>,
  { versions, releases }: { versions: readonly RolledUpVersion[]; releases: readonly RolledUpRelease[] },
): { parts: RollUpPart[]; disaggregated: DisaggregatedFigure[] } {
  const releasesByVersion = Map.groupBy(releases, ({ indicatorVersionId }) => indicatorVersionId);
  const sumsByRelease = Map.groupBy(sums.sums, ({ releaseId }) => releaseId);
  const finerByRelease = Map.groupBy(sums.finer, ({ releaseId }) => releaseId);
  const known = versions.flatMap((version) => {
    const combinations = new Map(version.combinations.map((each) => [each.id, each.categories]));
    return (releasesByVersion.get(version.id) ?? []).map((release) => ({ release, version, combinations }));
  });
  return {
    parts: known.flatMap(({ combinations, ...of }) =>
      (sumsByRelease.get(of.release.id) ?? []).flatMap((row) => {
        const categories = combinations.get(row.breakdownId);
        return categories ? [partOfSums(row, { ...of, categories })] : [];
      }),
    ),
    disaggregated: known.flatMap(({ combinations, ...of }) =>
      (finerByRelease.get(of.release.id) ?? []).flatMap((cell) => {
        const categories = combinations.get(cell.breakdownId);
        return categories ? [{ part: partOfCell(cell, { ...of, categories }), total: cell.of }] : [];
      }),
    ),
  };
}
