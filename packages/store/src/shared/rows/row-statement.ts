import type { CompiledQuery, QueryExecutorProvider } from 'kysely';

/** A statement that returns rows: of the query builder, or raw. */
export interface RowStatement<Row> {
  compile(executor: QueryExecutorProvider): CompiledQuery<Row>;
}
