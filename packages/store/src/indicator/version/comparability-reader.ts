import { unwrap } from '@collective-impact/sdk';
import { type ComparedVersion, comparabilityOf, type VersionComparability } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { anyOf } from '../../shared/conditions.ts';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { IndicatorTables } from '../entities.ts';
import type { IndicatorVersionRow } from '../tables.ts';

/** The statuses of versions that were never adopted. */
const neverAdopted = (['DRAFT', 'DISCUSSED'] as const).map((status) => sql.lit(status));

/** A version in the chain of comparisons of an indicator. */
interface ChainedVersion extends ComparedVersion {
  isVisible: boolean;
}

/** Reads whether the figures of two versions of an indicator are comparable. */
export class ComparabilityReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Returns how a version compares with another version of its indicator, by its number. Null if the viewer cannot see that version. */
  async between(
    version: Pick<IndicatorVersionRow, 'indicatorId' | 'number'>,
    number: number,
  ): Promise<VersionComparability | null> {
    const versions = await this.#chain(version.indicatorId);
    if (!versions.some((candidate) => candidate.number === number && candidate.isVisible)) return null;
    return unwrap(comparabilityOf(versions, { from: version.number, to: number }));
  }

  /**
   * Reads the versions of an indicator that the viewer can see, and hidden versions that were never adopted. The latter do
   * not interrupt the chain of comparisons, and nothing else about them is returned.
   */
  #chain(indicatorId: string): Promise<ChainedVersion[]> {
    const visible = visibleTo(this.#reader.viewer, { table: 'indicator_version' });
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
            visible.as('isVisible'),
          ])
          .where('t.indicator_id', '=', anyOf(ids))
          .where(({ eb, or }) => or([visible, eb('t.status', 'in', neverAdopted)]))
          .orderBy('t.number'),
    });
  }
}
