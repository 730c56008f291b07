import type { Cell } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { columnList, populatedRows } from '../../shared/rows/populated-rows.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { CellEntity } from './indicator-report.entity.ts';
import { createdProperties } from './report-columns.ts';

/** A figure of a report, with the number of its combination of categories. */
export interface CellRow extends Omit<Cell, 'categories'> {
  reportId: string;
  breakdownId: number | undefined;
  ecosystemId: string;
}

/** Inserts cells in a fixed order, so that concurrent calls cannot deadlock. One statement. */
export async function insertCells(unit: UnitOfWork, rows: readonly CellRow[]): Promise<void> {
  const properties = createdProperties(CellEntity);
  await unit.rows(
    sql`insert into "cell" (${columnList(properties)}) select ${columnList(properties, 'r')}
      from ${populatedRows('cell', { rows, properties })} as "r" order by "r"."report_id", "r"."breakdown_id"`,
  );
}
