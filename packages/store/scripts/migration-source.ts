import type { Database } from '../src/index.ts';

/**
 * The statements that bring a migrated database to the schema of the entities. Tables without an entity stay. The column of
 * voided records and the views without them are written by hand, and are in no entity.
 */
export async function missingStatements(database: Database): Promise<string[]> {
  const all = statementsIn(await database.orm.schema.getUpdateSchemaSQL({ wrap: false, dropTables: false }));
  return all.filter((statement) => !/ drop column "is_voided"$|^drop schema /.test(statement));
}

/** Splits a script at the ends of its statements, though not within a quoted text. */
export function statementsIn(script: string): string[] {
  const statements: string[] = [];
  let open = '';
  for (const part of script.split(/;(?:\n|$)/)) {
    open = open === '' ? part.trim() : `${open};\n${part}`;
    const isWhole = open.split("'").length % 2 === 1;
    if (isWhole && open !== '') statements.push(open);
    if (isWhole) open = '';
  }
  if (open !== '') throw new Error(`a quoted text does not end: ${open}`);
  return statements;
}

/** `20261122093000-add-partnerships`, `AddPartnerships`. */
export function namesOf(title: string, at: Date): { name: string; className: string } {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(title)) throw new Error(`"${title}" is not of the form add-partnerships`);
  const stamp = at.toISOString().replaceAll(/[-T:]|\..*/g, '');
  const className = title.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  return { name: `${stamp}-${title}`, className };
}

/** The source of a migration: a call for each statement. */
export function migrationSource(className: string, statements: readonly string[]): string {
  const calls = statements.map((statement) => `    this.addSql(\`${statement.replaceAll(/[`$\\]/g, '\\$&')}\`);`);
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override up(): void {
${calls.join('\n')}
  }
}
`;
}

/** The source of the list of migrations, with one more at its end. */
export function listSource(list: string, added: { name: string; className: string }): string {
  const { name, className } = added;
  const end = list.lastIndexOf('];');
  const lastImport = list.lastIndexOf('\nimport ');
  const importsEnd = list.indexOf('\n', lastImport + 1) + 1;
  if (end < 0 || !list.startsWith('import ')) throw new Error('the list of migrations is not of the form it had');
  return [
    list.slice(0, importsEnd),
    `import { ${className} } from './${name}.ts';\n`,
    list.slice(importsEnd, end),
    `  { name: '${name}', class: ${className} },\n`,
    list.slice(end),
  ].join('');
}
