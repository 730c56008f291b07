import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createPostgresqlDatabase } from '../../testing/open-test-database.ts';
import { patient } from '../../testing/postgresql-databases.ts';
import { connectDatabase } from './connect-database.ts';
import { fixtureSchema } from './fixture-schema.ts';
import { migrate } from './migrate.ts';

const names = fixtureSchema.migrations.map(({ name }) => name);

describe('the schema of a PostgreSQL', () => {
  it('is made once by several programs that start at the same time', async () => {
    const own = await createPostgresqlDatabase('EMPTY');
    const programs = await Promise.all(
      [1, 2, 3, 4].map(() => connectDatabase(own.url, { ...patient, ...fixtureSchema })),
    );
    try {
      const done = await Promise.all(programs.map((program) => migrate(program)));
      expect(done.map(({ applied }) => applied).filter((applied) => applied.length > 0)).toEqual([names]);
    } finally {
      await Promise.all(programs.map((program) => program.close()));
      await own.drop();
    }
  });

  it('is not made by a user who may not, and the refusal says what to grant', async () => {
    const own = await createPostgresqlDatabase('EMPTY');
    const owner = await connectDatabase(own.url, { ...patient, ...fixtureSchema });
    const user = `user_${new URL(own.url).pathname.slice(-8)}`;
    try {
      await sql.raw(`create role "${user}" login password 'pw'`).execute(owner.kysely());
      const url = new URL(own.url);
      url.username = user;
      url.password = 'pw';
      const guest = await connectDatabase(url.href, { ...patient, ...fixtureSchema });
      try {
        const refused = await migrate(guest).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(SetupError);
        expect((refused as SetupError).message).toBe(
          `User "${user}" may not change the schema of the database "${url.pathname.slice(1)}". Make it the owner, or run in that database \`grant create on schema public to "${user}"\`.`,
        );
      } finally {
        await guest.close();
      }
      await sql.raw(`drop role "${user}"`).execute(owner.kysely());
    } finally {
      await owner.close();
      await own.drop();
    }
  });

  it('is not made where the database is read-only', async () => {
    const own = await createPostgresqlDatabase('EMPTY');
    const url = `${own.url}?options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    const database = await connectDatabase(url, { ...patient, ...fixtureSchema });
    try {
      await expect(migrate(database)).rejects.toThrow(/is read-only. Set DATABASE_URL to a server that accepts writes/);
    } finally {
      await database.close();
      await own.drop();
    }
  });
});
