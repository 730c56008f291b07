import {
  type BoundedRules,
  emptyPartial,
  type PartialEnds,
  type PartialFigure,
  partialEndsOf,
  partialEndsOfSums,
  type RollUpPart,
  withQuotient,
} from '@collective-impact/sdk/aggregation';
import type { CategoryReference } from '@collective-impact/sdk/indicator';
import type { CellSums } from '../../release/index.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';
import type { FinerCell } from './sums/finer-cells.ts';

/** The release, version and categories of figures. */
interface FigureKey {
  release: RolledUpRelease;
  version: BoundedRules;
  categories: readonly CategoryReference[];
}

/** The part of a roll-up that sums of cells are. */
export function partOfSums(row: CellSums, key: FigureKey): RollUpPart {
  const { scope, organizationId = null, place = null, placeScheme = null, placeCodes } = row;
  const part = {
    ...columnsOf(key),
    source: scope === 'EXCLUDED' || scope === 'HIDDEN' ? ('ORGANIZATION' as const) : scope,
    organizationId,
    place,
    placeScheme,
    ...(placeScheme !== null && placeCodes && { places: placeCodes.map((code) => ({ scheme: placeScheme, code })) }),
    ...partialsOfSums(row, key.version),
  };
  return scope === 'HIDDEN' ? { ...part, publishedCounts: countsOf(row) } : part;
}

/** The part of a roll-up that one cell of an organization is. */
export function partOfCell(cell: FinerCell, key: FigureKey): RollUpPart {
  const { organizationId, place } = cell;
  return {
    ...columnsOf(key),
    source: 'ORGANIZATION',
    organizationId,
    place,
    placeScheme: null,
    ...partialEndsOf(cell, key.version),
  };
}

function columnsOf({ release, categories }: FigureKey) {
  const { indicatorVersionId: versionId, ecosystemId, period, periodStart, periodEnd } = release;
  return { versionId, ecosystemId, period, periodStart, periodEnd, categories };
}

/** Cells of excluded and hidden organizations count as missing. */
function partialsOfSums(row: CellSums, version: BoundedRules): PartialEnds {
  if (row.scope === 'EXCLUDED' || row.scope === 'HIDDEN') return { partial: { ...emptyPartial, missing: row.cells } };
  const { eachNumerator: numerator = null, eachDenominator: denominator = null } = row;
  const single = row.values === 1 ? row.sum : null;
  const bounds = row.bounded ?? 0;
  // The ends of a single cell are its bounds.
  const [lowest, highest] = bounds === 1 ? [row.lowest, row.highest] : [];
  const partial = {
    ...countsOf(row),
    values: row.values,
    sum: row.sum ?? '0',
    least: row.least ?? single,
    greatest: row.greatest ?? single,
    parts: row.parts ?? 0,
    derived: row.derived ?? 0,
    numerator: row.numerator ?? '0',
    numeratorSpan: row.numeratorSpan ?? '0',
    denominator: row.denominator ?? '0',
    bases: row.bases,
    base: row.base ?? '0',
    weighted: row.weighted ?? '0',
    suppressedDenominators: row.suppressedDenominators ?? 0,
  };
  const sums = {
    bounded: bounds,
    withoutLowest: row.withoutLowest ?? 0,
    withoutHighest: row.withoutHighest ?? 0,
    lowest: row.lowest ?? null,
    highest: row.highest ?? null,
    leastLowest: row.leastLowest ?? lowest ?? null,
    greatestLowest: row.greatestLowest ?? lowest ?? null,
    leastHighest: row.leastHighest ?? highest ?? null,
    greatestHighest: row.greatestHighest ?? highest ?? null,
    boundedBases: row.boundedBases ?? 0,
    boundedBase: row.boundedBase ?? null,
    baseWithoutHighest: row.baseWithoutHighest ?? null,
    weightedLowest: row.weightedLowest ?? null,
    weightedHighest: row.weightedHighest ?? null,
  };
  return partialEndsOfSums(withQuotient(partial, { numerator, denominator, version }), { sums, version });
}

/** How many cells are figures, and how many are not, by reason. No numbers of the figures. */
function countsOf(row: CellSums): PartialFigure {
  const { cells, estimated, provisional, missing, notApplicable, suppressedAtSource, suppressed } = row;
  const figures = cells - missing - notApplicable - suppressedAtSource - suppressed;
  return { ...emptyPartial, figures, estimated, provisional, missing, notApplicable, suppressedAtSource, suppressed };
}
