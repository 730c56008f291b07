import { sql } from 'kysely';
import { anyOf } from '../../shared/conditions.ts';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { ReleaseTables } from '../entities.ts';
import { wasPublished } from './formerly-published.ts';
import type { CellRow } from './released-cell-reader.ts';

const isPartial =
  'The totals do not include all organizations of the release, because some are not visible to everyone who sees the release, or became visible only after an earlier release.';
const isSuppressedNow =
  'An earlier release published this figure. It is suppressed now, because the reports or the visibility of organizations changed since, and the figure could disclose others.';

/** A cell of a release. */
type ReleasedCell = Pick<CellRow, 'releaseId' | 'breakdownId' | 'scope' | 'organizationId' | 'place' | 'suppressed'>;

/** Explains suppressed cells that were published before, and aggregates that do not include all organizations of a release. */
export class CellExplanationReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * Why an aggregate does not include all organizations of its release, for every viewer, and why a cell is suppressed that an earlier
   * release published, for viewers who see that release. Null otherwise, and for cells of reports.
   */
  async ofCell(cell: ReleasedCell): Promise<string | null> {
    if (cell.releaseId === null) return null;
    const [partial, published] = await Promise.all([
      cell.scope === 'AGGREGATE' && this.#hasReportsOutsideTotals(cell.releaseId),
      cell.suppressed && this.#wasPublished(cell),
    ]);
    return [...(published ? [isSuppressedNow] : []), ...(partial ? [isPartial] : [])].join(' ') || null;
  }

  #hasReportsOutsideTotals(releaseId: string): Promise<boolean> {
    return this.#reader
      .loader<string, boolean>('release#isPartial', async (ids) => {
        const outside = this.#reader
          .tables<ReleaseTables>()
          .selectFrom('released_row')
          .where('outside_totals', 'is', true);
        const rows = await this.#reader.rows(
          outside.distinct().select('release_id as id').where('release_id', '=', anyOf(ids)),
        );
        const partial = new Set(rows.map(({ id }) => id));
        return ids.map((id) => partial.has(id));
      })
      .load(releaseId);
  }

  #wasPublished({ releaseId, breakdownId, scope, organizationId, place, suppressed }: ReleasedCell): Promise<boolean> {
    return this.#reader
      .loader<string, boolean>('released_cell#wasPublished', async (keys) => {
        const isVisible = visibleTo(this.#reader.viewer, { table: 'release', alias: 'e' });
        const cells = keys.map((key, ordinal) => ({ ...JSON.parse(key), ordinal }));
        const rows = await this.#reader.rows(
          sql<{
            ordinal: number;
          }>`select "t"."ordinal" from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as "t"("ordinal" int, "release_id" uuid,
              "breakdown_id" int, "scope" text, "organization_id" uuid, "place" jsonb, "suppressed" boolean)
            where ${wasPublished(isVisible)}`,
        );
        const published = new Set(rows.map(({ ordinal }) => ordinal));
        return keys.map((_, ordinal) => published.has(ordinal));
      })
      .load(
        JSON.stringify({
          release_id: releaseId,
          breakdown_id: breakdownId,
          scope,
          organization_id: organizationId,
          place,
          suppressed,
        }),
      );
  }
}
