import { CompiledQuery } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import type { PlanMode } from '../shared/database/plan-mode.ts';
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
  /** Those of each table. */
  rowsOf: Record<string, number>;
  heapFetches: number;
  /** The kinds of scans of each table, such as `Index Only Scan`. */
  scans: Record<string, string[]>;
}

type ExplainedPlan = { 'QUERY PLAN': [{ Plan: PlanNode }] };

/** Runs a statement on PostgreSQL, and returns what it reads by the plan that PostgreSQL chooses for its values, or for any values. */
export async function rowsRead(
  database: Database,
  planned: { statement: Statement; mode: PlanMode },
): Promise<RowsRead> {
  const rows = await explained<ExplainedPlan>(database, { ...planned, options: 'analyze, format json' });
  const read: RowsRead = { rows: 0, rowsOf: {}, heapFetches: 0, scans: {} };
  for (const row of rows) addNode(row['QUERY PLAN'][0].Plan, read);
  return read;
}

/** The plan of a statement that PostgreSQL chooses for its values, or for any values. */
export async function explained<Row>(
  database: Database,
  { statement, mode, options }: { statement: Statement; mode: PlanMode; options: string },
): Promise<Row[]> {
  const { sql: text, parameters } = statement;
  return await database
    .kysely()
    .transaction()
    .execute(async (transaction) => {
      const run = (command: string) => transaction.executeQuery<Row>(CompiledQuery.raw(command) as CompiledQuery<Row>);
      await run(`set local plan_cache_mode = ${mode}`);
      await run(`prepare "explained" as ${text}`);
      try {
        const values = parameters.map(literalOf).join();
        return (await run(`explain (${options}) execute "explained"${values && `(${values})`}`)).rows;
      } finally {
        await run('deallocate "explained"');
      }
    });
}

/** A parameter as a literal of SQL. */
function literalOf(parameter: unknown): string {
  if (parameter === null) return 'null';
  const text = Array.isArray(parameter) ? `{${parameter.map(elementOf).join()}}` : String(parameter);
  return `'${text.replaceAll("'", "''")}'`;
}

function elementOf(element: unknown): string {
  return element === null ? 'null' : JSON.stringify(String(element));
}

function addNode(node: PlanNode, read: RowsRead): void {
  const table = node['Relation Name'];
  if (table !== undefined) {
    const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    const rows = Math.round((node['Actual Rows'] + removed) * node['Actual Loops']);
    read.rows += rows;
    read.rowsOf[table] = (read.rowsOf[table] ?? 0) + rows;
    read.heapFetches += node['Heap Fetches'] ?? 0;
    read.scans[table] = [...(read.scans[table] ?? []), node['Node Type']];
  }
  for (const child of node.Plans ?? []) addNode(child, read);
}
