import type { EngineName } from '../shared/database/database.ts';

/** The engine that this project of tests runs on, for `describe.each(engines)`; see vitest.config.ts. None in other projects. */
export const engines: readonly EngineName[] = engineOfProject();

function engineOfProject(): EngineName[] {
  const name = process.env.COLLECTIVE_IMPACT_TEST_ENGINE;
  return name === 'pglite' || name === 'postgresql' ? [name] : [];
}
