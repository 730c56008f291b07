import type { EngineName } from '../shared/database/database.ts';

/**
 * The database engine of this test project, for `describe.each(engines)`. Empty in projects without a database. See
 * vitest.config.ts.
 */
export const engines: readonly EngineName[] = engineOfProject();

function engineOfProject(): EngineName[] {
  const name = process.env.COLLECTIVE_IMPACT_TEST_ENGINE;
  return name === 'pglite' || name === 'postgresql' ? [name] : [];
}
