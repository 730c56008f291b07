import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresqlDatabase } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './program.ts';

/* Runs the command in this process. test/e2e/import.test.ts runs it as a process of its own, on the embedded database. */

const mapping = `
period: { column: Year, form: year }
value: Places
unit: places
dimensions: [{ column: Sex, exclusive: true, exhaustive: true }]
indicators:
  - code: places
    name: Places
    definition: Made-up places in clubs.
    level: PROGRAM
    kind: COUNT
    countingUnit: OTHER
    direction: INCREASE
`;
const whole = 'Year,Sex,Places\n2022,,140\n2022,Girls,80\n2022,Boys,60\n';
const boys = 'Year,Sex,Places\n2022,Boys,60\n';

describe('collective-impact import', () => {
  let folder: string;
  let database: { url: string; drop: () => Promise<void> };
  let url: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    database = await createPostgresqlDatabase('MIGRATED');
    url = database.url;
    write({
      'data.map.yaml': mapping,
      'whole.csv': whole,
      'boys.csv': boys,
      'wrong.csv': 'Year,Sex,Places\n2022,,many\n',
    });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };
  /** Imports files of the folder. The output names them as if the folder were the working directory. */
  const runImport = async (files: string[], options: { report?: string; flags?: string[] } = {}) => {
    const path = (name: string) => `${folder}/${name}`;
    const printed = { stdout: '', stderr: '' };
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      vi.spyOn(process[stream], 'write').mockImplementation((text) => {
        printed[stream] += String(text).replaceAll(`${folder}/`, '');
        return true;
      }),
    );
    vi.stubEnv('DATABASE_URL', url);
    // On a busy machine an import takes seconds, after which it would print its progress.
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const code = await run([
        ...['import', ...files.map(path), '--format', 'csv', '--mapping', path('data.map.yaml')],
        ...['--ecosystem', 'made-up-town', '--create', ...(options.flags ?? [])],
        ...(options.report === undefined ? [] : ['--report', path(options.report)]),
      ]);
      return { code, ...printed };
    } finally {
      vi.useRealTimers();
      for (const spy of spies) spy.mockRestore();
    }
  };
  const json = (name: string) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8').replaceAll(`${folder}/`, '')) as { files: object[] };

  it('rejects figures that contradict existing ones, with the remedy', async () => {
    await runImport(['whole.csv']);
    write({ 'boys.csv': 'Year,Sex,Places\n2022,Boys,61\n' });
    const refused = await runImport(['boys.csv']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toBe(
      [
        'boys.csv:2: The figures for places 2022 do not add up. The categories of "sex" add up to 141, but the total is 140. Correct one of these figures. The report includes 2 existing cells that are not in the file.',
        '  Add the other rows for 2022 to the file, or add --replace to remove the cells that are not in the file.',
        'No data from boys.csv was imported.',
        '',
      ].join('\n'),
    );
  });

  it('imports several files separately, and lists those that were imported if one fails', async () => {
    const failed = await runImport(['whole.csv', 'wrong.csv', 'boys.csv'], { report: 'report.json' });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('whole.csv: 3 rows read');
    expect(failed.stderr).toContain('wrong.csv:2: "many" in column "Places" is not a number.');
    expect(failed.stderr).toMatch(
      /No data from wrong.csv was imported.\nAlready imported: whole.csv.\nNot attempted: boys.csv.\n$/,
    );
    expect(json('report.json').files).toMatchObject([
      { file: 'whole.csv', outcome: 'imported', cells: { created: 3 } },
      { file: 'wrong.csv', outcome: 'failed', place: { line: 2 }, problem: expect.stringContaining('not a number') },
      { file: 'boys.csv', outcome: 'not attempted' },
    ]);
    expect((await runImport(['whole.csv'])).stdout).toContain('no changes');
    const absent = await runImport(['whole.csv', 'absent.csv'], { flags: ['--dry-run'] });
    expect(absent.stderr).toContain('Checked without errors: whole.csv.');
  });

  it('lists the waiting reports with the remedy', async () => {
    const by = mapping
      .replace('value: Places', 'value: Places\norganization: Club')
      .replace('countingUnit: OTHER', 'countingUnit: PEOPLE')
      .replace('direction:', 'aggregationAcrossOrganizations: SUM\n    direction:');
    const rows = (...clubs: string[]) => `Year,Sex,Club,Places\n${clubs.map((club) => `2022,,${club},4\n`).join('')}`;
    write({ 'data.map.yaml': by, 'three.csv': rows('A', 'B', 'C'), 'late.csv': rows('D', 'E') });
    expect((await runImport(['three.csv'])).stdout).not.toContain('not published');
    const { stdout } = await runImport(['late.csv'], { report: 'report.json' });
    expect(stdout).toMatch(
      /\n {2}2 reports are verified but not published: .* at least 3 organizations .*:\n {6}places 2022: D; E\n/,
    );
    const waits = { indicator: 'places', period: '2022', place: null };
    expect(json('report.json').files).toMatchObject([
      {
        waiting: [
          { ...waits, organization: 'D' },
          { ...waits, organization: 'E' },
        ],
      },
    ]);
    const again = (await runImport(['late.csv'])).stdout;
    expect(again).toContain('no changes');
    expect(again).toMatch(/\n {2}2 reports are verified but not published: .*:\n {6}places 2022: D; E\n/);
    expect((await runImport(['three.csv'])).stdout).not.toContain('not published');
  });

  it('lists in its report everything that the terminal shortens', async () => {
    const blank = Array.from({ length: 20 }, () => ',,').join('\n');
    write({ 'cut.csv': `${whole}${blank}\n2023,,6` });
    const { stdout } = await runImport(['cut.csv'], { report: 'report.json' });
    expect(stdout).toMatch(
      /\nDoubtful: 1\n {2}1 × last line without a line end\n {6}cut.csv, line 25: The last field, "6" in column/,
    );
    expect(stdout).toContain('… and 17 more; report.json lists all');
    const [file] = json('report.json').files as { notes: { dropped: { kinds: { notes: object[] }[] } } }[];
    expect(file?.notes.dropped.kinds[0]?.notes).toHaveLength(20);
    expect((await runImport(['cut.csv'])).stdout).toContain('… and 17 more; --report <file> lists all');
  });

  it.each([
    ['in a missing folder', 'none/report.json', 'the folder does not exist'],
    ['at the path of a folder', 'reports', 'is a folder'],
    ['at the path of an imported file', 'whole.csv', 'would overwrite whole.csv'],
    ['at the path of the mapping', './data.map.yaml', 'would overwrite data.map.yaml'],
  ])('imports nothing if the report cannot be written: %s', async (_, report, message) => {
    url = `pglite:${folder}/data`;
    mkdirSync(join(folder, 'reports'));
    const refused = await runImport(['whole.csv'], { report });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(message);
    expect(readFileSync(join(folder, 'whole.csv'), 'utf8')).toBe(whole);
    expect(readdirSync(folder).sort()).toEqual(
      ['boys.csv', 'data.map.yaml', 'reports', 'whole.csv', 'wrong.csv'].sort(),
    );
  });
});
