import { CompiledQuery } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import type { Statement } from '../shared/database/statement-log.ts';

/** A node of a plan as `EXPLAIN (ANALYZE, FORMAT JSON)` returns it. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Heap Fetches'?: number;
  Plans?: PlanNode[];
}

/** What a statement reads: rows that its scans return or remove, and rows of tables that an index-only scan has to look up. */
export interface RowsRead {
  rows: number;
  heapFetches: number;
  /** The kinds of scans of each table, such as `Index Only Scan`. */
  scans: Record<string, string[]>;
}

/** Runs a statement on PostgreSQL, and returns what it reads by the plan that PostgreSQL has chosen. */
export async function rowsRead(database: Database, { sql, parameters }: Statement): Promise<RowsRead> {
  const explain = CompiledQuery.raw(`explain (analyze, format json) ${sql}`, [...parameters]);
  const { rows } = await database
    .kysely()
    .executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      explain as CompiledQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>,
    );
  const read: RowsRead = { rows: 0, heapFetches: 0, scans: {} };
  for (const row of rows) addNode(row['QUERY PLAN'][0].Plan, read);
  return read;
}

function addNode(node: PlanNode, read: RowsRead): void {
  const table = node['Relation Name'];
  if (table !== undefined) {
    const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    read.rows += Math.round((node['Actual Rows'] + removed) * node['Actual Loops']);
    read.heapFetches += node['Heap Fetches'] ?? 0;
    read.scans[table] = [...(read.scans[table] ?? []), node['Node Type']];
  }
  for (const child of node.Plans ?? []) addNode(child, read);
}
