import { knownMigrations } from '@collective-impact/store';
import { describe, expect, it } from 'vitest';
import { hasCurrentSchema } from './open.ts';

describe('the schema of a backup', () => {
  it.each([
    { what: 'all migrations of this version', migrations: knownMigrations, isCurrent: true },
    { what: 'the same migrations in another order', migrations: knownMigrations.toReversed(), isCurrent: true },
    { what: 'fewer migrations', migrations: knownMigrations.slice(0, -1), isCurrent: false },
    { what: 'one more migration', migrations: [...knownMigrations, '29991231-later'], isCurrent: false },
    { what: 'another migration', migrations: [...knownMigrations.slice(1), '29991231-later'], isCurrent: false },
  ])('with $what is that of this version: $isCurrent', ({ migrations, isCurrent }) => {
    expect(hasCurrentSchema(migrations)).toBe(isCurrent);
  });
});
