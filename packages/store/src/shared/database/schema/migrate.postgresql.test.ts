import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createPostgresqlDatabase } from '../../../testing/open-test-database.ts';
import { withoutTimeouts } from '../../../testing/postgresql-databases.ts';
import { connectDatabase } from '../connect-database.ts';
import { fixtureSchema } from './fixture-schema.ts';
import { migrate } from './migrate.ts';

const names = fixtureSchema.migrations.map(({ name }) => name);

describe('migrate on postgresql', () => {
  it('creates the schema once if several programs start at the same time', async () => {
    const testDatabase = await createPostgresqlDatabase('EMPTY');
    const programs = await Promise.all(
      [1, 2, 3, 4].map(() => connectDatabase(testDatabase.url, { ...withoutTimeouts, ...fixtureSchema })),
    );
    try {
      const results = await Promise.all(programs.map((program) => migrate(program)));
      expect(results.map(({ applied }) => applied).filter((applied) => applied.length > 0)).toEqual([names]);
    } finally {
      await Promise.all(programs.map((program) => program.close()));
      await testDatabase.drop();
    }
  });

  it('rejects a user without the permission to create tables, and names the missing grant', async () => {
    const testDatabase = await createPostgresqlDatabase('EMPTY');
    const owner = await connectDatabase(testDatabase.url, { ...withoutTimeouts, ...fixtureSchema });
    const user = `user_${new URL(testDatabase.url).pathname.slice(-8)}`;
    try {
      await sql.raw(`create role "${user}" login password 'pw'`).execute(owner.kysely());
      const url = new URL(testDatabase.url);
      url.username = user;
      url.password = 'pw';
      const guest = await connectDatabase(url.href, { ...withoutTimeouts, ...fixtureSchema });
      try {
        const error = await migrate(guest).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(SetupError);
        expect((error as SetupError).message).toBe(
          `User "${user}" is not allowed to change the schema of the database "${url.pathname.slice(1)}". Make it the owner, or run in that database \`grant create on database "${url.pathname.slice(1)}" to "${user}"; grant create on schema public to "${user}"\`.`,
        );
      } finally {
        await guest.close();
      }
      await sql.raw(`drop role "${user}"`).execute(owner.kysely());
    } finally {
      await owner.close();
      await testDatabase.drop();
    }
  });

  it('rejects a read-only database', async () => {
    const testDatabase = await createPostgresqlDatabase('EMPTY');
    const url = `${testDatabase.url}?options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    const database = await connectDatabase(url, { ...withoutTimeouts, ...fixtureSchema });
    try {
      await expect(migrate(database)).rejects.toThrow(/is read-only. Set DATABASE_URL to a server that accepts writes/);
    } finally {
      await database.close();
      await testDatabase.drop();
    }
  });
});
