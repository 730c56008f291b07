import { preparePostgresql } from '@collective-impact/store/testing';

/** Runs once before the tests on PostgreSQL. The returned function runs after them, even if tests fail. */
export function setup(): Promise<() => Promise<void>> {
  return preparePostgresql();
}
