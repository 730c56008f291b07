import { sql } from 'kysely';
import { brokenDownBy, isTotal } from '../../indicator/index.ts';
import type { FigureRow, Reporter } from '../../reporting/index.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf, type Relation } from '../../shared/relation.ts';
import { type ReleasedCellRow, releasedCellTable } from '../tables.ts';
import { wasPublished } from './formerly-published.ts';
import { categoriesVisibleTo, reportedBy, reporterVisibleTo, versionsOfReleases } from './released-cell-condition.ts';

/** A cell of a release, or of a report; `scope` names the kind of reporter. */
export interface CellRow extends FigureRow {
  reason: ReleasedCellRow['reason'];
  /** UUID of the ecosystem of the release or report. */
  ecosystemId: string;
  /** UUID of the release. Null for a cell of a report. */
  releaseId: string | null;
  /** Why a total has no number although the ecosystem reported one. Null or absent otherwise. */
  explanation?: string | null;
}

/** Filters the cells of a release. */
export interface ReleasedCellFilter {
  /** Codes of the dimensions that a cell is broken down by, exactly these; null for every cell. */
  by?: readonly string[] | null;
  /** The organization or ecosystem that reported the figure; null for every reporter. */
  reporter?: Reporter | null;
  /** Whether to return suppressed cells only. */
  suppressed?: boolean;
  /** Whether to return only cells that are suppressed because they describe a small group themselves. */
  sensitive?: boolean;
  /** Whether to return only suppressed cells that an earlier release published. */
  formerlyPublished?: boolean;
}

const totalOfRelease: Relation<ReleasedCellRow> = {
  name: 'released_cell.total',
  table: releasedCellTable,
  of: ({ eb }) =>
    eb.and([
      eb('t.release_id', '=', eb.ref('k.parent')),
      eb('t.scope', '<>', sql.lit('ORGANIZATION')),
      eb('t.place', 'is', null),
      isTotal,
    ]),
  order: ['ordinal'],
  parts: true,
};

const cellsOfRelease = childrenOf<ReleasedCellRow, ReleasedCellFilter>({
  table: releasedCellTable,
  by: 'releaseId',
  order: ['ordinal'],
  parts: true,
  where: ({ by, reporter, suppressed = false, sensitive = false, formerlyPublished = false }, { viewer, parents }) => [
    categoriesVisibleTo(viewer, versionsOfReleases(parents)),
    by != null && brokenDownBy(by, versionsOfReleases(parents)),
    reporterVisibleTo(viewer),
    reporter != null && reportedBy(reporter),
    suppressed && sql<boolean>`"t"."suppressed"`,
    sensitive && sql<boolean>`"t"."reason" = 'SENSITIVE'`,
    formerlyPublished && wasPublished(),
  ],
});

/** Reads the cells of releases. */
export class ReleasedCellReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The cells of a release in its order: the ecosystem first, then its reporters, each beginning with the total. */
  ofRelease(releaseId: string, list: { page: PageArguments; filter: ReleasedCellFilter }): Promise<Page<CellRow>> {
    return this.#reader.page(cellsOfRelease, { parent: releaseId, ...list });
  }

  /** Number of suppressed cells of a release that the viewer can see. */
  suppressedCount(releaseId: string): Promise<number> {
    return this.#reader.count(cellsOfRelease, { parent: releaseId, filter: { suppressed: true } });
  }

  /** Number of cells that are suppressed because they describe a small group themselves. For data stewards only. */
  sensitiveCount(releaseId: string): Promise<number> {
    return this.#reader.count(cellsOfRelease, { parent: releaseId, filter: { sensitive: true } });
  }

  /** Number of suppressed cells that an earlier release of the version and period published. For data stewards only. */
  formerlyPublishedCount(releaseId: string): Promise<number> {
    return this.#reader.count(cellsOfRelease, { parent: releaseId, filter: { formerlyPublished: true } });
  }

  /** The total of a release: the ecosystem's own figure, or the aggregate of its organizations; null if there is none. */
  async totalOfRelease(releaseId: string): Promise<CellRow | null> {
    const [total] = await this.#reader.list(totalOfRelease, { parent: releaseId });
    return total ?? null;
  }
}
