import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { createRole } from '../../testing/serving-role.ts';
import { grantServing } from '../serving-role.ts';
import { checkRoles } from './check-roles.ts';

describe('the examination of roles on postgresql', () => {
  it('warns if no role can serve, and finds roles that can change the audit log', async () => {
    const database = await openTestDatabase('postgresql');
    const role = await createRole(database.url);
    try {
      expect((await checkRoles(database)).map(({ state, message }) => [state, message])).toEqual([
        ['WARNING', 'No role can serve.'],
      ]);
      await grantServing(database, role.name);
      expect(await checkRoles(database)).toEqual([
        {
          state: 'OK',
          message: `Only the owner can change the change feed, the schema, and the audit log except by erasing personal data. Serving: ${role.name}.`,
          remedy: null,
        },
      ]);
      await sql.raw(`grant delete, update on "audit_entry" to "${role.name}"`).execute(database.kysely());
      expect(await checkRoles(database)).toEqual([
        {
          state: 'PROBLEM',
          message: `The role ${role.name} can change the table audit_entry (delete, update).`,
          remedy: `Run in the database: revoke delete, update on "audit_entry" from "${role.name}".`,
        },
      ]);
    } finally {
      await database.close();
      await role.drop();
    }
  });
});
