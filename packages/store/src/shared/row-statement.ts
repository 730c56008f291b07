import type { CompiledQuery, QueryExecutorProvider } from 'kysely';

/** A statement of the query builder, or a raw one. */
export interface Statement<Row> {
  compile(executor: QueryExecutorProvider): CompiledQuery<Row>;
}
