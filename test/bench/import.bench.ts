import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvSource, parseMapping } from '@collective-impact/interop';
import { operator } from '@collective-impact/sdk';
import { type ImportProgress, load } from '@collective-impact/store';
import { openNewestPostgresql, type TestDatabase } from '@collective-impact/store/testing';

/*
 * Prints how many rows per second an import of a CSV file takes on PostgreSQL, against COPY of the same cells into a table
 * with the columns, indexes and constraints of the table of cells; how long each part of it takes, releasing by itself;
 * and how much memory this process has on the way.
 *   node --import ./test/support/workspace-sources.ts test/bench/import.bench.ts
 *   ROWS=1000000 node --import …
 */

const rows = Number(process.env.ROWS ?? 100_000);
const organizations = 200;
const indicators = 100;
/** How each figure is split, each category being so many hundredths of it. */
const split = {
  Group: { Girls: 48, Boys: 45, Another: 3, 'Not said': 4 },
  Grade: { 'Up to 2': 30, '3 to 5': 25, '6 to 8': 25, '9 to 10': 12, '11 to 12': 8 },
};
/** What an organization reports of an indicator for a year: the total, and each category. */
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

/** The lines of the file, a report's worth at a time: year by year, as such files come. */
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
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Imports the file, and answers the seconds it took without releasing what it imported. */
async function imported(database: TestDatabase, file: string): Promise<number> {
  const mapping = parseMapping(mappingText, { file: 'made-up.map.yaml' });
  const begun = performance.now();
  let phase = { name: 'reading', start: begun };
  let unreleased: number | undefined;
  let printed = 0;
  const enter = (name: string) => {
    const start = performance.now();
    say(`${phase.name}: ${seconds(phase.start, start).toFixed(1)} s`);
    if (name === 'releasing' || phase.name !== 'releasing') unreleased = seconds(begun, start);
    phase = { name, start };
  };
  const onProgress = (progress: ImportProgress) => {
    if (progress.phase !== phase.name) enter(progress.phase);
    if (progress.phase !== 'reading') return;
    for (const share of [10, 50, 100]) {
      if (printed >= share || progress.done < (rows * share) / 100) continue;
      say(`memory at ${share} % of the file: ${megabytes()}`);
      printed = share;
    }
  };
  const source = csvSource({ file, mapping });
  const create = { name: 'Made-up town' };
  const loaded = await load(database, { source, viewer: operator, ecosystem: 'made-up-town', create, onProgress });
  enter('end');
  say(`memory at the end: ${megabytes()}; at most: ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);
  say(`${loaded.cells.created} cells, ${loaded.released.length} releases`);
  return unreleased ?? seconds(begun);
}

/** Copies the cells that were imported into a table like theirs, and answers the seconds it took. */
async function copied(database: TestDatabase, folder: string): Promise<number> {
  const file = join(folder, 'cells.copy');
  const run = (...statements: string[]) =>
    database.orm.em.fork().transactional(async (em) => {
      // It takes as long as it takes.
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
// The server writes there too, and runs as somebody else where this process is root.
chmodSync(folder, 0o777);
try {
  const database = await openNewestPostgresql();
  try {
    const file = join(folder, 'made-up.csv');
    await pipeline(Readable.from(lines()), createWriteStream(file));
    say(`${rows} rows, ${organizations} organizations, ${indicators} indicators, ${years} years`);
    say(`memory before: ${megabytes()}`);
    const importing = await imported(database, file);
    const copying = await copied(database, folder);
    const rate = (taken: number) => `${Math.round(rows / taken)} rows/s (${taken.toFixed(1)} s)`;
    say(
      `import without releasing: ${rate(importing)}; COPY: ${rate(copying)}: ${(copying / importing).toFixed(2)} times`,
    );
  } finally {
    await database.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}
