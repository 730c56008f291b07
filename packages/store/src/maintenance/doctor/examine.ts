import { sql } from 'kysely';
import type { Database } from '../../shared/database/index.ts';
import { checkPages } from './check-pages.ts';
import { checkRights } from './check-rights.ts';
import { checkRoles } from './check-roles.ts';
import { checkFeed, checkOrphans, checkSums } from './check-rows.ts';
import { checkConstraints, checkMigrations, checkTriggers, checkViews } from './check-schema.ts';
import { checkSpace } from './check-space.ts';
import { type Finding, fine, problem, type Result, restoreBackup } from './finding.ts';

type Check = (database: Database) => Promise<Result[]>;

/** The checks of any database. */
const always: [name: string, check: Check][] = [
  ['engine', checkEngine],
  ['space', checkSpace],
];
/** Those without which no other check can be made. */
const required: [name: string, check: Check][] = [
  ['rights', checkRights],
  ['migrations', checkMigrations],
];
/** Those of a database with the schema of this program, for a user who can read it. */
const ofCurrentSchema: [name: string, check: Check][] = [
  ['roles', checkRoles],
  ['triggers', checkTriggers],
  ['constraints', checkConstraints],
  ['references', checkOrphans],
  ['pages', checkPages],
];
/** The first examines the views, and the others read records through them: they are made if it finds no problem. */
const throughViews: [name: string, check: Check][] = [
  ['views', checkViews],
  ['feed', checkFeed],
  ['sums', checkSums],
];

/** Examines a database, changes nothing, and yields what it finds. A check that fails is a finding, too. */
export async function* examine(database: Database): AsyncGenerator<Finding> {
  for (const [name, check] of always) yield* await findingsOf(database, { name, check });
  const isReadable = yield* untilProblem(database, required);
  if (!isReadable) return;
  yield* untilProblem(database, throughViews);
  for (const [name, check] of ofCurrentSchema) yield* await findingsOf(database, { name, check });
}

/** Makes checks of which each needs those before it. Returns whether none found a problem. */
async function* untilProblem(
  database: Database,
  checks: readonly [name: string, check: Check][],
): AsyncGenerator<Finding, boolean> {
  for (const [name, check] of checks) {
    const findings = await findingsOf(database, { name, check });
    yield* findings;
    if (findings.some(({ state }) => state === 'PROBLEM')) return false;
  }
  return true;
}

async function findingsOf(database: Database, { name, check }: { name: string; check: Check }): Promise<Finding[]> {
  const results = await check(database).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    const [line] = error.message.split('\n');
    return [problem(`This check failed: ${line}.`, restoreBackup)];
  });
  return results.map((result) => ({ check: name, ...result }));
}

async function checkEngine(database: Database): Promise<Result[]> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as "version"`.execute(
    database.kysely(),
  );
  const where = database.engine === 'pglite' ? `Embedded database in ${database.folder ?? 'memory'}, ` : '';
  return [fine(`${where}PostgreSQL ${rows[0]?.version}.`)];
}
