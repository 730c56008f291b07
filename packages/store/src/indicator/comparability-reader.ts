import { type ComparedVersion, comparabilityOf, type VersionComparability } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { anyOf } from '../shared/conditions.ts';
import type { Reader } from '../shared/reader.ts';
import type { IndicatorTables } from './entities.ts';
import type { IndicatorVersionRow } from './tables.ts';

/** The statuses of versions that were never adopted. */
const neverAdopted = (['DRAFT', 'DISCUSSED'] as const).map((status) => sql.lit(status));

interface Chained extends ComparedVersion {
  visible: boolean;
}

/** Reads whether figures of several versions of an indicator compare. */
export class ComparabilityReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** How a version compares with another one of its indicator, by number. Null if the viewer does not see that version. */
  async between(
    version: Pick<IndicatorVersionRow, 'indicatorId' | 'number'>,
    number: number,
  ): Promise<VersionComparability | null> {
    const versions = await this.#chain(version.indicatorId);
    if (!versions.some((each) => each.number === number && each.visible)) return null;
    return comparabilityOf(versions, { from: version.number, to: number });
  }

  /**
   * The versions of an indicator that the viewer sees, and those closed ones that are no link of a chain, for they were
   * never adopted: of these nothing but that is told.
   */
  #chain(indicatorId: string): Promise<Chained[]> {
    const visible = visibleTo(this.#reader.viewer);
    return this.#reader.rowsOf({
      name: 'indicator_version#chain',
      parent: indicatorId,
      statement: (ids) =>
        this.#reader
          .tables<IndicatorTables>()
          .selectFrom('indicator_version as t')
          .select([
            't.indicator_id as parent',
            't.number',
            't.status',
            't.kind',
            't.counting_unit as countingUnit',
            't.unit',
            't.multiplier',
            't.comparability',
            't.comparability_note as comparabilityNote',
            visible.as('visible'),
          ])
          .where('t.indicator_id', '=', anyOf(ids))
          .where(({ eb, or }) => or([visible, eb('t.status', 'in', neverAdopted)]))
          .orderBy('t.number'),
    });
  }
}
