import { preparePostgresql } from '@collective-impact/store/testing';

/** Runs once before the tests on PostgreSQL; what it returns runs after them, whether they passed or not. */
export function setup(): Promise<() => Promise<void>> {
  return preparePostgresql();
}
