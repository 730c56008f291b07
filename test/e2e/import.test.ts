import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandRun, runInFolder, temporaryFolder } from '../support/command.ts';

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
  beforeEach(() => {
    folder = temporaryFolder();
    const files = { 'data.map.yaml': mapping, 'whole.csv': whole, 'boys.csv': boys };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
  });
  afterEach(() => folder.remove());

  const common = ['--format', 'csv', '--mapping', 'data.map.yaml', '--ecosystem', 'made-up-town', '--create'];
  const env = { DATABASE_URL: 'pglite:./data' };
  const run = (...args: string[]) => runInFolder(['import', ...args, ...common], { cwd: folder.path, env });
  const json = (name: string) => JSON.parse(readFileSync(join(folder.path, name), 'utf8')) as { files: object[] };

  it('keeps or removes cells that are missing from the file, and reports them, also in a dry run', async () => {
    const args = ['import', 'whole.csv', '--report', 'first.json', ...common];
    const first = await new CommandRun(args, { cwd: folder.path, env }).completed();
    expect(first.stdout).toContain(
      '  cell: 3 created, 0 changed, 0 unchanged\n  1 period released, visible to: MEMBERS\n',
    );
    expect(json('first.json').files).toMatchObject([
      {
        file: 'whole.csv',
        outcome: 'imported',
        released: [
          {
            indicator: 'places',
            period: '2022',
            visibility: 'MEMBERS',
            suppressed: 0,
            suppressedByReason: {},
            formerlyPublished: 0,
            reportsOutsideTotals: 0,
          },
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
  });
});
