import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvSource, parseMapping } from '@collective-impact/interop';
import { localProgram } from '@collective-impact/sdk';
import { type ImportProgress, load } from '@collective-impact/store';
import { openNewestPostgresql, type TestDatabase } from '@collective-impact/store/testing';

/*
 * Prints, for the import of a CSV file on PostgreSQL: the rows per second, compared with COPY of the same cells into a table
 * with the columns, indexes and constraints of the table of cells; the time of each phase, with the release as a separate
 * phase; and the memory that this process uses.
 *   node --import ./test/support/workspace-sources.ts test/bench/import.bench.ts
 *   ROWS=1000000 node --import …
 */

const rows = Number(process.env.ROWS ?? 100_000);
const organizations = 200;
const indicators = 100;
/** The share of each category in a figure, in hundredths. */
const split = {
  Group: { Girls: 48, Boys: 45, Another: 3, 'Not said': 4 },
  Grade: { 'Up to 2': 30, '3 to 5': 25, '6 to 8': 25, '9 to 10': 12, '11 to 12': 8 },
};
/** Number of cells in a report: the total, and each category. */
const cellsPerReport = 1 + Object.keys(split.Group).length + Object.keys(split.Grade).length;
const years = Math.ceil(rows / (organizations * indicators * cellsPerReport));

const mappingText = `
period: { column: Year, form: year }
value: Events
organization: Organization
series: Series
unit: events
status:
  column: Status
  words: { Normal value: OBSERVED, Provisional: PROVISIONAL }
expect: { Multiplier: Units }
dimensions:
  - { column: Group, exclusive: true, exhaustive: true }
  - { column: Grade, exclusive: true, exhaustive: true }
indicators:
${Array.from(
  { length: indicators },
  (_, at) =>
    `  - { series: Series ${at}, code: made-up-${at}, name: Made-up ${at}, definition: Made-up events of kind ${at}., level: PROGRAM, kind: COUNT, countingUnit: EVENTS, direction: INCREASE }`,
).join('\n')}
`;

/** The lines of the file, report by report, ordered by year as in typical files. */
function* lines(): Generator<string> {
  yield 'Year,Organization,Series,Group,Grade,Status,Multiplier,Events\n';
  for (let row = 0; row < rows; row += cellsPerReport) {
    const report = row / cellsPerReport;
    const year = 2000 + Math.floor(report / (organizations * indicators));
    const organization = Math.floor(report / indicators) % organizations;
    const status = report % 7 === 0 ? 'Provisional' : 'Normal value';
    const hundredths = 1 + ((report * 31) % 997);
    const line = (group: string, grade: string, share: number) =>
      `${year},Made-up organization ${organization},Series ${report % indicators},${group},${grade},${status},Units,${hundredths * share}\n`;
    yield [
      line('', '', 100),
      ...Object.entries(split.Group).map(([group, share]) => line(group, '', share)),
      ...Object.entries(split.Grade).map(([grade, share]) => line('', grade, share)),
    ].join('');
  }
}

const seconds = (from: number, to = performance.now()) => (to - from) / 1000;
const megabytes = () => `${Math.round(process.memoryUsage.rss() / 1e6)} MB`;
const printLine = (line: string) => process.stdout.write(`${line}\n`);

/** Imports the file, and returns the seconds without the release. */
async function imported(database: TestDatabase, file: string): Promise<number> {
  const mapping = parseMapping(mappingText, { file: 'made-up.map.yaml' });
  const begun = performance.now();
  let phase = { name: 'reading', start: begun };
  let unreleased: number | undefined;
  let printed = 0;
  const enter = (name: string) => {
    const start = performance.now();
    printLine(`${phase.name}: ${seconds(phase.start, start).toFixed(1)} s`);
    if (name === 'releasing' || phase.name !== 'releasing') unreleased = seconds(begun, start);
    phase = { name, start };
  };
  const onProgress = (progress: ImportProgress) => {
    if (progress.phase !== phase.name) enter(progress.phase);
    if (progress.phase !== 'reading') return;
    for (const share of [10, 50, 100]) {
      if (printed >= share || progress.done < (rows * share) / 100) continue;
      printLine(`memory at ${share} % of the file: ${megabytes()}`);
      printed = share;
    }
  };
  const source = csvSource({ file, mapping });
  const create = { name: 'Made-up town' };
  const loaded = await load(database, { source, viewer: localProgram, ecosystem: 'made-up-town', create, onProgress });
  enter('end');
  printLine(`memory at the end: ${megabytes()}; at most: ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);
  printLine(`${loaded.cells.created} cells, ${loaded.released.length} releases`);
  return unreleased ?? seconds(begun);
}

/** Copies the imported cells into a table with the same definition, and returns the seconds. */
async function copied(database: TestDatabase, folder: string): Promise<number> {
  const file = join(folder, 'cells.copy');
  const run = (...statements: string[]) =>
    database.orm.em.fork().transactional(async (em) => {
      // A large file takes longer than the default limit.
      await em.execute('set local statement_timeout = 0');
      for (const statement of statements) await em.execute(statement);
    });
  await run(
    `copy (select * from "cell" order by "report_id", "breakdown_id") to '${file}'`,
    'create table "plain_cell" (like "cell" including all)',
    'alter table "plain_cell" add foreign key ("report_id") references "indicator_report" ("id")',
    'alter table "plain_cell" add foreign key ("breakdown_id") references "breakdown" ("id")',
  );
  const begun = performance.now();
  await run(`copy "plain_cell" from '${file}'`);
  return seconds(begun);
}

const folder = mkdtempSync(join(tmpdir(), 'import-bench-'));
// The server also writes there, as another user if this process is root.
chmodSync(folder, 0o777);
try {
  const database = await openNewestPostgresql();
  try {
    const file = join(folder, 'made-up.csv');
    await pipeline(Readable.from(lines()), createWriteStream(file));
    printLine(`${rows} rows, ${organizations} organizations, ${indicators} indicators, ${years} years`);
    printLine(`memory before: ${megabytes()}`);
    const importing = await imported(database, file);
    const copying = await copied(database, folder);
    const rate = (taken: number) => `${Math.round(rows / taken)} rows/s (${taken.toFixed(1)} s)`;
    printLine(
      `import without the release: ${rate(importing)}; COPY: ${rate(copying)}, ${(copying / importing).toFixed(2)} times the speed of COPY`,
    );
  } finally {
    await database.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}
