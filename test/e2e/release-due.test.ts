import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@collective-impact/store';
import { createPostgresqlDatabase, createRole, type TestRole, withoutTimeouts } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, CommandRun, type Completed, runInFolder, temporaryFolder } from '../support/command.ts';

const mapping = `
period: { column: Year, form: year }
value: Children
unit: children
organization: Club
indicators:
  - code: children
    name: Children
    definition: Made-up children who came.
    level: PROGRAM
    kind: COUNT
    countingUnit: PEOPLE
    direction: INCREASE
    aggregationAcrossOrganizations: SUM
`;
const rows = (...clubs: string[]) => `Year,Club,Children\n${clubs.map((club) => `2022,${club},14\n`).join('')}`;

describe('collective-impact release-due', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let role: TestRole;
  const runs: CommandRun[] = [];
  beforeEach(async () => {
    folder = temporaryFolder();
    database = await createPostgresqlDatabase('EMPTY');
    role = await createRole(database.url);
    const env = { DATABASE_URL: database.url };
    const migrated = await runInFolder(['migrate', '--serving-role', role.name], { cwd: folder.path, env });
    expect(migrated.code, migrated.stderr).toBe(0);
  });
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.process.kill('SIGKILL');
      await run.exit();
    }
    await database.drop();
    await role.drop();
    folder.remove();
  });

  const start = (...args: string[]) => {
    const env = { DATABASE_URL: role.url };
    const run = new CommandRun(args, { cwd: folder.path, env });
    runs.push(run);
    return run;
  };
  const output = (run: Completed) => {
    expect(run.code, run.stderr).toBe(0);
    return run.stdout;
  };
  const done = async (...args: string[]) =>
    output(await runInFolder(args, { cwd: folder.path, env: { DATABASE_URL: role.url } }));

  it('publishes each due release once, even if several processes run at the same time', async () => {
    expect(await done('release-due')).toBe('Nothing is due today.\n');
    writeFileSync(join(folder.path, 'map.yaml'), mapping);
    writeFileSync(join(folder.path, 'clubs.csv'), rows('A', 'B', 'C'));
    const into = ['--format', 'csv', '--mapping', 'map.yaml', '--ecosystem', 'made-up-town', '--create'];
    await done('import', 'clubs.csv', ...into, '--visibility', 'PUBLIC');
    await done(
      'key',
      'create',
      '--name',
      'Ann',
      '--ecosystem',
      'made-up-town',
      '--role',
      'STEWARD',
      '--file',
      'ann.key',
    );
    const serving = start('serve', '--port', '0');
    const address = await serving.address();
    const key = readFileSync(join(folder.path, 'ann.key'), 'utf8').trim();
    const change = async (name: string, input: string) => {
      const field = { Calendar: 'reportingCalendar', Version: 'indicatorVersion' }[
        name.match(/[A-Z][a-z]+$/)?.[0] ?? ''
      ];
      const answer = (await ask(
        address,
        `mutation { done: ${name}(input: ${input}) { record: ${field ?? 'indicatorReport'} { id version } userErrors { message } } }`,
        { authorization: `Bearer ${key}` },
      )) as unknown as { data: { done: { record: { id: string; version: number }; userErrors: object[] } } };
      expect(answer.data.done.userErrors).toEqual([]);
      return answer.data.done.record;
    };
    const found = (await ask(
      address,
      '{ ecosystem(slug: "made-up-town") { indicators { nodes { adoptedVersion { id } } } } }',
    )) as unknown as { data: { ecosystem: { indicators: { nodes: { adoptedVersion: { id: string } }[] } } } };
    const version = found.data.ecosystem.indicators.nodes[0]?.adoptedVersion.id;
    let report = await change(
      'createIndicatorReport',
      `{ indicatorVersionId: "${version}", period: "2023", cells: [{ value: "40" }] }`,
    );
    for (const step of ['submitIndicatorReport', 'verifyIndicatorReport']) {
      report = await change(step, `{ id: "${report.id}", expectedVersion: ${report.version} }`);
    }
    const calendar = `{ indicatorVersionId: "${version}", fromPeriod: "2022", dueAfter: 30, releasesTo: PUBLIC }`;
    await change('createReportingCalendar', calendar);
    serving.process.kill('SIGTERM');
    expect(await serving.exit()).toBe(0);

    const processes = [0, 1, 2].map(async () => output(await start('release-due').completed()));
    const outputs = await Promise.all(processes);
    expect(outputs.join('').match(/^made-up-town: children 2023: released, visible to: PUBLIC$/gm)).toHaveLength(1);
    expect(outputs.join('').match(/^made-up-town: children 2022: nothing new to release$/gm)).toHaveLength(1);

    writeFileSync(join(folder.path, 'late.csv'), 'Year,Club,Children\n2022,D,4\n');
    await done('import', 'late.csv', ...into, '--visibility', 'PUBLIC');
    expect(await done('release-due')).toMatch(
      /^made-up-town: children 2022: rejected: .*would be disclosed by differencing/,
    );
    expect(await done('release-due', '--help')).toContain('also if releases were rejected');
    const opened = await openDatabase(database.url, withoutTimeouts);
    try {
      const { em } = opened.orm;
      const releases = await em.fork().execute('select "period", "released_by" as "by" from "release" order by 1');
      expect(releases).toEqual([
        { period: '2022', by: 'local' },
        { period: '2023', by: 'calendar' },
      ]);
    } finally {
      await opened.close();
    }
  });
});
