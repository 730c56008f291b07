import { unwrap } from '@collective-impact/sdk';
import { type PlacesOfReporters, rollUp } from '@collective-impact/sdk/aggregation';
import { comparabilityOf } from '@collective-impact/sdk/indicator';
import { figureRows, type RollUpFigureRow } from './figure-rows.ts';
import { keyOfRelease } from './matched/matching.ts';
import { partsOfSums } from './roll-up-parts.ts';
import type { RollUpRecords } from './roll-up-records.ts';
import type { RolledUpUnits, RollUpKey } from './roll-up-request.ts';

/** Aggregates what was read for one roll-up of a request. */
export function rolledUpFigures(
  records: RollUpRecords,
  { key, units }: { key: RollUpKey; units: RolledUpUnits },
): RollUpFigureRow[] {
  const sums = records.sums.get(key);
  if (!sums) return [];
  const { id, by } = key;
  const { releases, places, reporters } = records;
  const versions = records.versions.of(id);
  const versionIds = new Set(versions.map((version) => version.id));
  const categorized = records.categorized.get(id);
  const { withoutFigure } = sums;
  const { parts, disaggregated } = partsOfSums(sums, { versions, releases });
  const yearsByEcosystem = new Map(versions.map((version) => [version.ecosystemId, version.years]));
  const releasesByKey = new Map(
    releases.map((each) => [keyOfRelease({ ...each, versionId: each.indicatorVersionId }), each] as const),
  );
  const placesOfReporters: PlacesOfReporters = (releaseKey) => {
    const release = releasesByKey.get(keyOfRelease(releaseKey));
    return release ? reporters.withSeveralPlaces(release) : [];
  };
  const { over, periods, placeLevel } = units;
  const isOverPlaces = over.includes('PLACES') && placeLevel === null;
  const rolledUp = rollUp({
    parts,
    disaggregated,
    versions,
    over,
    periods,
    by,
    placeLevel,
    places: places.records,
    compares: (ends) => unwrap(comparabilityOf(versions, ends)),
    years: records.years.get(id) ?? {},
    yearsOf: (ecosystemId) => yearsByEcosystem.get(ecosystemId) ?? {},
    members: records.members.filter(({ parent }) => parent === id),
    withoutFigure: (cell) => withoutFigure.count(cell),
    closed: (cell) => withoutFigure.closed(cell),
    expected: (cell) =>
      reporters.expectedCount(releasesByKey.get(keyOfRelease(cell)), isOverPlaces ? null : { place: cell.place }),
    placesOfReporters,
    unreported: records.unreported.filter(({ versionId }) => versionIds.has(versionId)),
    ...(categorized && { categorized }),
  });
  const basis = { versions, releases: releasesByKey, request: { ...units, by }, places, placesOfReporters };
  return figureRows(unwrap(rolledUp), { basis, withoutFigure });
}
