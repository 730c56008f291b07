import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresqlDatabase } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandRun, temporaryFolder } from '../support/command.ts';

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
  let folder: ReturnType<typeof temporaryFolder>;
  let database: { url: string; drop: () => Promise<void> };
  beforeEach(() => {
    folder = temporaryFolder();
    database = { url: 'pglite:./data', drop: async () => undefined };
    write({
      'data.map.yaml': mapping,
      'whole.csv': whole,
      'boys.csv': boys,
      'wrong.csv': 'Year,Sex,Places\n2022,,many\n',
    });
  });
  afterEach(async () => {
    await database.drop();
    folder.remove();
  });

  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
  };
  const run = async (...args: string[]) => {
    const common = ['--format', 'csv', '--mapping', 'data.map.yaml', '--ecosystem', 'made-up-town', '--create'];
    const command = new CommandRun(['import', ...args, ...common], {
      cwd: folder.path,
      env: { DATABASE_URL: database.url },
    });
    const code = await command.exit();
    return { code, stdout: command.stdout, stderr: command.stderr };
  };
  const json = (name: string) => JSON.parse(readFileSync(join(folder.path, name), 'utf8')) as { files: object[] };

  it.each(['pglite', 'postgresql'] as const)(
    'keeps or removes cells that are missing from the file, and reports them, also in a dry run, on %s',
    async (engine) => {
      if (engine === 'postgresql') database = await createPostgresqlDatabase('EMPTY');
      const first = await run('whole.csv', '--report', 'first.json');
      expect(first.stdout).toContain(
        '  cell: 3 created, 0 changed, 0 unchanged\n  1 period released, visible to: MEMBERS\n',
      );
      expect(json('first.json').files).toMatchObject([
        {
          file: 'whole.csv',
          outcome: 'imported',
          released: [
            { indicator: 'places', period: '2022', visibility: 'MEMBERS', suppressed: 0, suppressedByReason: {} },
          ],
          unreleased: [],
        },
      ]);
      const kept = [
        '  no changes: the database already contains this data',
        '  2 cells of 1 period kept, missing from the file (--replace removes them):',
        '      places 2022: total; sex = Girls',
      ].join('\n');
      expect((await run('boys.csv')).stdout).toContain(kept);
      const removed = [
        '  cell: 0 created, 0 changed, 1 unchanged',
        '  1 period released, visible to: MEMBERS',
        '  2 cells of 1 period removed, missing from the file (--replace):',
        '      places 2022: total; sex = Girls',
      ].join('\n');
      const dry = await run('boys.csv', '--replace', '--dry-run', '--report', 'dry.json');
      expect(dry.stdout).toContain(`${removed}\n  dry run: nothing was saved`);
      expect(json('dry.json').files).toMatchObject([
        {
          outcome: 'dry run',
          removed: {
            cells: 2,
            reports: [{ indicator: 'places', period: '2022', cells: [[], [{ dimension: 'sex', category: 'Girls' }]] }],
          },
        },
      ]);
      expect((await run('boys.csv')).stdout).toContain(kept);
      expect((await run('boys.csv', '--replace')).stdout).toContain(removed);
      expect((await run('boys.csv')).stdout).toBe(
        'boys.csv: 1 row read\n  no changes: the database already contains this data\n',
      );
    },
  );

  it('rejects figures that contradict existing ones, with the remedy', async () => {
    database = await createPostgresqlDatabase('MIGRATED');
    await run('whole.csv');
    write({ 'boys.csv': 'Year,Sex,Places\n2022,Boys,61\n' });
    const refused = await run('boys.csv');
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
    database = await createPostgresqlDatabase('MIGRATED');
    const failed = await run('whole.csv', 'wrong.csv', 'boys.csv', '--report', 'report.json');
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
    expect((await run('whole.csv')).stdout).toContain('no changes');
    const absent = await run('whole.csv', 'absent.csv', '--dry-run');
    expect(absent.stderr).toContain('Checked without errors: whole.csv.');
  });

  it('lists the waiting reports with the remedy', async () => {
    database = await createPostgresqlDatabase('MIGRATED');
    const by = mapping
      .replace('value: Places', 'value: Places\norganization: Club')
      .replace('countingUnit: OTHER', 'countingUnit: PEOPLE')
      .replace('direction:', 'aggregationAcrossOrganizations: SUM\n    direction:');
    const rows = (...clubs: string[]) => `Year,Sex,Club,Places\n${clubs.map((club) => `2022,,${club},4\n`).join('')}`;
    write({ 'data.map.yaml': by, 'three.csv': rows('A', 'B', 'C'), 'late.csv': rows('D', 'E') });
    expect((await run('three.csv')).stdout).not.toContain('not published');
    const { stdout } = await run('late.csv', '--report', 'report.json');
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
    const again = (await run('late.csv')).stdout;
    expect(again).toContain('no changes');
    expect(again).toMatch(/\n {2}2 reports are verified but not published: .*:\n {6}places 2022: D; E\n/);
    expect((await run('three.csv')).stdout).not.toContain('not published');
  });

  it('lists in its report everything that the terminal shortens', async () => {
    database = await createPostgresqlDatabase('MIGRATED');
    const blank = Array.from({ length: 20 }, () => ',,').join('\n');
    write({ 'cut.csv': `${whole}${blank}\n2023,,6` });
    const { stdout } = await run('cut.csv', '--report', 'report.json');
    expect(stdout).toMatch(
      /\nDoubtful: 1\n {2}1 × last line without a line end\n {6}cut.csv, line 25: The last field, "6" in column/,
    );
    expect(stdout).toContain('… and 17 more; report.json lists all');
    const [file] = json('report.json').files as { notes: { dropped: { kinds: { notes: object[] }[] } } }[];
    expect(file?.notes.dropped.kinds[0]?.notes).toHaveLength(20);
    expect((await run('cut.csv')).stdout).toContain('… and 17 more; --report <file> lists all');
  });

  it.each([
    ['in a missing folder', join('none', 'report.json'), 'the folder does not exist'],
    ['at the path of a folder', 'reports', 'is a folder'],
    ['at the path of an imported file', 'whole.csv', 'would overwrite whole.csv'],
    ['at the path of the mapping', './data.map.yaml', 'would overwrite data.map.yaml'],
  ])('imports nothing if the report cannot be written: %s', async (_, report, message) => {
    mkdirSync(join(folder.path, 'reports'));
    const refused = await run('whole.csv', '--report', report);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(message);
    expect(readFileSync(join(folder.path, 'whole.csv'), 'utf8')).toBe(whole);
    expect(readdirSync(folder.path).sort()).toEqual(
      ['boys.csv', 'data.map.yaml', 'reports', 'whole.csv', 'wrong.csv'].sort(),
    );
  });
});
