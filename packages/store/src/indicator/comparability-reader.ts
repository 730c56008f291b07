import { type ComparedVersion, comparabilityOf, type VersionComparability } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Reader } from '../shared/reader.ts';
import type { IndicatorVersionRow } from './tables.ts';

interface Chained extends ComparedVersion {
  indicatorId: string;
  visible: boolean;
}

/** Reads whether figures of several versions of an indicator compare. */
export class ComparabilityReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** How a version compares with another one of its indicator, by number; null where there is none that the viewer sees. */
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
    return this.#reader
      .loader<string, Chained[]>('indicator_version#chain', async (ids) => {
        const rows = await this.#reader.rows<Chained>(
          sql`select "t"."indicator_id" as "indicatorId", "t"."number", "t"."status", "t"."kind", "t"."counting_unit" as "countingUnit", "t"."unit", "t"."multiplier", "t"."comparability", "t"."comparability_note" as "comparabilityNote", (${visibleTo(this.#reader.viewer)}) as "visible" from "indicator_version" as "t" where "t"."indicator_id" = any(${ids}::uuid[]) and (${visibleTo(this.#reader.viewer)} or "t"."status" in ('DRAFT', 'DISCUSSED')) order by "t"."number"`,
        );
        const byIndicator = Map.groupBy(rows, (row) => row.indicatorId);
        return ids.map((id) => byIndicator.get(id) ?? []);
      })
      .load(indicatorId);
  }
}
