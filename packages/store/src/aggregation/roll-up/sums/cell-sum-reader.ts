import type { Viewer } from '@collective-impact/sdk';
import type { RollUpOver } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import {
  type CellSums,
  detailVisibleTo,
  eachQuotient,
  hasPartInSums,
  hasRatios,
  isUnseen,
  joinNumerators,
  releasesWithMultiplier,
  reporterVisibleTo,
  scopeKeyOf,
  scopeOfKey,
  selectsQuotients,
  selectsQuotientsOfVersion,
  sumsFor,
} from '../../../release/index.ts';
import { mayHaveFigure } from '../../../reporting/index.ts';
import type { Reader } from '../../../shared/reader.ts';
import { seesTotalsOnly } from '../../../shared/shared-by-agreements.ts';
import type { ReplacedReporters } from '../reporters/replaced-reporters.ts';
import { type FinerCell, type FinerPart, finerCells } from './finer-cells.ts';
import type { RowBudget } from './row-budget.ts';
import type { SumSelection } from './stored-sum-reader.ts';

/** Which cells are summed. */
type CellSelection = SumSelection & {
  over: readonly RollUpOver[];
  replaced: ReplacedReporters;
  /** Whether the codes of the places that are aggregated are read. */
  withPlaces: boolean;
};

/** Sums the cells of releases for one viewer, and reads cells of single organizations. */
export class CellSumReader {
  readonly #reader: Reader;
  readonly #budget: RowBudget;

  constructor(reader: Reader, budget: RowBudget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  /** One statement; none without releases. */
  async read(selection: CellSelection): Promise<CellSums[]> {
    if (selection.releaseIds.length === 0) return [];
    return this.#budget.read((limit) => this.#reader.rows(this.#cellSums(selection, limit)));
  }

  /** The cells of organizations that do not state a combination, by the categories that it is the sum of. One statement. */
  async readFiner(parts: readonly FinerPart[], replaced: ReplacedReporters): Promise<FinerCell[]> {
    if (parts.length === 0) return [];
    const { viewer } = this.#reader;
    const isSeen = sql<boolean>`${reporterVisibleTo(viewer)}${ofDetail(viewer)}`;
    const isVisible = replaced.isEmpty ? isSeen : sql<boolean>`${isSeen} and ${replaced.isKeptCell}`;
    return this.#budget.read((limit) => this.#reader.rows(finerCells(parts, { isVisible, limit })));
  }

  /** Cells grouped by combination, scope and place; over organizations and places if these are aggregated. */
  #cellSums(selection: CellSelection, limit: number): RawBuilder<CellSums> {
    const { releaseIds, breakdownIds, over, versions, replaced, withPlaces } = selection;
    const { viewer } = this.#reader;
    const isOverOrganizations = over.includes('ORGANIZATIONS');
    const ofBreakdowns = breakdownIds === null ? sql`` : sql` and "t"."breakdown_id" = any(${breakdownIds}::int[])`;
    // Over organizations, cells of organizations that the viewer cannot see count as missing. Otherwise they are left out.
    const visible = isOverOrganizations ? sql`` : sql` and ${reporterVisibleTo(viewer)}`;
    const kept = replaced.isEmpty ? sql`` : sql` and ${replaced.isKeptCell}`;
    const cells = sql`"t"."release_id" = "k"."id"${ofBreakdowns}${ofDetail(viewer)}${visible}${kept}`;
    const scopeKey = isOverOrganizations
      ? scopeKeyOf({
          isExcluded: sql<boolean>`not ${hasPartInSums(releaseIds)}`,
          isHidden: isUnseen(viewer, { id: sql`"t"."organization_id"`, releaseIds }),
        })
      : scopeKeyOf({});
    const place = over.includes('PLACES')
      ? sql`"t"."place" ->> 'scheme' as "placeScheme"`
      : sql`"t"."place" as "place"`;
    const isByQuotient = versions.some(selectsQuotients) && (isOverOrganizations || over.includes('PLACES'));
    const keys = [
      sql`"t"."breakdown_id" as "breakdownId"`,
      sql`${scopeKey} as "scopeKey"`,
      place,
      ...(isOverOrganizations ? [] : [sql`"t"."organization_id" as "organizationId"`]),
      ...(isByQuotient ? eachQuotient(sql`"k"."byQuotient"`) : []),
    ];
    const isRatio = hasRatios(versions);
    const numerators = isRatio ? joinNumerators(sql`"k"."multiplier"`) : sql``;
    const source = over.includes('PLACES')
      ? precedingCells(cells, numerators)
      : sql`"released_cell" as "t" ${numerators} where ${cells}`;
    const places = over.includes('PLACES') && withPlaces ? [placeCodes] : [];
    const sums = [...places, ...sumsFor(versions).map(({ name, of }) => sql`${of} as ${sql.ref(name)}`)];
    const releases = isByQuotient
      ? releasesWithMultiplier(releaseIds, sql`${selectsQuotientsOfVersion} as "byQuotient"`)
      : isRatio
        ? releasesWithMultiplier(releaseIds)
        : sql`unnest(${releaseIds}::uuid[]) as "k"("id")`;
    // Grouped release by release: each has few groups, which the planner cannot know for all releases together.
    return sql`select "k"."id" as "releaseId", ${scopeOfKey} as "scope", "s".* from ${releases} cross join lateral (
        select ${sql.join(keys)},
          ${sql.join(sums)}
        from ${source} group by ${sql.join(keys.map((_, at) => sql.lit(at + 1)))}
      ) as "s" limit ${limit + 1}`;
  }
}

/** The condition on a cell `t` that {@link detailVisibleTo} adds to others. */
function ofDetail(viewer: Viewer): RawBuilder<unknown> {
  return seesTotalsOnly(viewer) ? sql` and ${detailVisibleTo(viewer, 't')}` : sql``;
}

/** The codes of the places of cells `t`. */
export const placeCodes = sql`array_agg(distinct "t"."place" ->> 'code') filter (where "t"."place" is not null) as "placeCodes"`;

/** Cells `t` over places: the cell of a reporter without a place, if it is a figure or suppressed, precedes its cells by place. */
function precedingCells(condition: RawBuilder<unknown>, numerators: RawBuilder<unknown>): RawBuilder<unknown> {
  const isFigureWithoutPlace = sql`"t"."place" is null and ${mayHaveFigure}`;
  return sql`(select "t".*, bool_or(${isFigureWithoutPlace}) over (partition by "t"."breakdown_id", "t"."scope", "t"."organization_id") as "hasFigureWithoutPlace"
    from "released_cell" as "t" where ${condition}) as "t" ${numerators} where "t"."place" is null or not "t"."hasFigureWithoutPlace"`;
}
