import { localProgram } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { grantServing } from '../maintenance/index.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { withoutTimeouts } from '../testing/postgresql-databases.ts';
import { createRole } from '../testing/serving-role.ts';
import { attendance, observation, source } from './import.fixture.ts';
import { load } from './load.ts';

describe('an import on postgresql', () => {
  it('can be made by a serving role', async () => {
    const owner = await openTestDatabase('postgresql');
    const role = await createRole(owner.url);
    try {
      await grantServing(owner, role.name);
      const serving = await openDatabase(role.url, withoutTimeouts);
      try {
        const loaded = await load(serving, {
          source: source([attendance, observation(2, {})]),
          viewer: localProgram,
          ecosystem: 'made-up-town',
          create: { name: 'Made-up Town' },
          visibility: 'PUBLIC',
        });
        expect(loaded.observations).toBe(1);
      } finally {
        await serving.close();
      }
    } finally {
      await owner.close();
      await role.drop();
    }
  });
});
