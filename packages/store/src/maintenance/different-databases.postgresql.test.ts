import { describe, expect, it } from 'vitest';
import { openDatabase } from '../shared/database/open-database.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { withoutTimeouts } from '../testing/postgresql-databases.ts';
import { requireDifferentDatabases } from './different-databases.ts';

describe('a copy of a database on postgresql', () => {
  it('is refused if both addresses lead to the same database', async () => {
    const [one, other] = [await openTestDatabase('postgresql'), await openTestDatabase('postgresql')];
    const same = await openDatabase(one.url.replace('127.0.0.1', 'localhost'), withoutTimeouts);
    try {
      await expect(requireDifferentDatabases(one, same)).rejects.toThrow(
        'Both addresses are those of the same database. Enter the address of another one.',
      );
      expect(await requireDifferentDatabases(one, other)).toBeUndefined();
    } finally {
      for (const database of [same, one, other]) await database.close();
    }
  });
});
