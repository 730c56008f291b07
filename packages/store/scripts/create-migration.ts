// Writes a migration with the differences between the entities and the existing migrations: a table, a column, an index.
//
//   node packages/store/scripts/create-migration.ts add-partnerships
//
// Read the migration, describe above the class what changes and why, and add by hand what entities do not define (triggers,
// conversions of data). A merged migration never changes. This needs no server: the database is in memory.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import '../../../test/support/workspace-sources.ts';
import { listSource, migrationSource, missingStatements, namesOf } from './migration-source.ts';

const [title] = process.argv.slice(2);
if (!title) throw new Error('Name the migration: node packages/store/scripts/create-migration.ts add-partnerships');
const { name, className } = namesOf(title, new Date());

const { migrate, openDatabase } = await import('../src/index.ts');
const database = await openDatabase('pglite:memory');
try {
  await migrate(database);
  const statements = await missingStatements(database);
  if (statements.length === 0) {
    say('The migrations match the entities. No migration was written.');
  } else {
    await write(statements);
  }
} finally {
  await database.close();
}

async function write(statements: string[]): Promise<void> {
  const folder = new URL('../src/migrations/', import.meta.url);
  const [file, list] = [new URL(`${name}.ts`, folder), new URL('index.ts', folder)].map((url) => fileURLToPath(url));
  if (!file || !list) throw new Error('no folder of migrations');
  await writeFile(file, migrationSource(className, statements), { flag: 'wx' });
  await writeFile(list, listSource(await readFile(list, 'utf8'), { name, className }));
  const formatter = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  await promisify(execFile)(process.execPath, [formatter, 'check', '--write', file, list]);
  say(`${file}\nRead its ${statements.length} statements, and describe above the class what changes and why.`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
