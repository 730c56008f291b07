import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Workspace } from './support/workspace.ts';
import { usesOf, wordings } from './words.ts';

describe('the list of wordings', () => {
  it('finds a phrase in any case, across a line break, and within a comment', () => {
    expect(usesOf('"What came of `createGoal`."')).toEqual([{ line: 1, text: 'What came of', instead: 'Result of …' }]);
    expect(usesOf('/**\n * The sum would be told by\n * subtraction.\n */')).toEqual([
      { line: 2, text: 'would be told by * subtraction', instead: 'would be disclosed by differencing' },
    ]);
  });

  it('finds a name as a whole word only', () => {
    expect(usesOf('type Sum { overTime: Int }').map(({ text }) => text)).toEqual(['overTime']);
    expect(usesOf('aggregationOverTime, classrooms, togetherness, doesNotCount(1)')).toEqual([]);
  });

  it('contains no wording that occurs in a replacement', () => {
    expect(wordings.flatMap(({ instead }) => usesOf(instead))).toEqual([]);
  });
});

describe('the check of words', () => {
  const long = 'store: explain at far too great a length what a single commit changes and why';

  function repository(files: Record<string, string>): Workspace {
    const workspace = new Workspace(['scripts/words.ts', 'scripts/check-words.ts']);
    workspace.write({ 'package.json': '{ "type": "module" }\n', ...files });
    git(workspace, 'init', '--quiet');
    commit(workspace, { subject: 'store: add a file', on: '2030-01-01T00:00:00Z' });
    return workspace;
  }

  function git(workspace: Workspace, ...args: string[]): void {
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: workspace.folder, env: { ...process.env, ...date } });
  }

  let date: NodeJS.ProcessEnv = {};
  function commit(workspace: Workspace, { subject, on }: { subject: string; on: string }): void {
    date = { GIT_AUTHOR_DATE: on, GIT_COMMITTER_DATE: on };
    git(workspace, 'add', '--all');
    git(workspace, 'commit', '--quiet', '--allow-empty', '--message', subject);
  }

  const judge = (workspace: Workspace, folder = workspace.folder) =>
    workspace.run({ program: process.execPath, args: [join(folder, 'scripts', 'check-words.ts')] });

  it('passes without such wording', async () => {
    using workspace = repository({ 'docs/page.md': 'Each domain has one folder.\n' });
    expect(await judge(workspace)).toEqual({ code: 0, output: '0 wording faults\n' });
  });

  it('checks descriptions, sources and pages, but not migrations or code spans of a change log', async () => {
    using workspace = repository({
      'schema/goal.graphql': '"What came of `createGoal`."\ntype CreateGoalPayload { id: ID }\n',
      'packages/sdk/src/goal.ts': 'export const overTime = 1;\n',
      'docs/page.md': 'Rooms refer to\neach other.\n',
      'CHANGELOG.md': '`overTime` is now `aggregationOverTime`.\n',
      'packages/store/src/migrations/first.ts': 'export const column = `overTime`;\n',
    });
    const { code, output } = await judge(workspace);
    expect(code).toBe(1);
    expect(output.trim().split('\n').sort()).toEqual([
      '3 wording faults',
      'docs/page.md:1: Replace "Rooms" with "domains".',
      'packages/sdk/src/goal.ts:1: Replace "overTime" with "aggregationOverTime".',
      'schema/goal.graphql:1: Replace "What came of" with "Result of …".',
    ]);
  });

  it('rejects a long subject of a new commit, but not of older ones', async () => {
    using workspace = repository({});
    commit(workspace, { subject: long, on: '2020-01-01T00:00:00Z' });
    expect((await judge(workspace)).code).toBe(0);
    commit(workspace, { subject: long, on: '2030-01-02T00:00:00Z' });
    const { code, output } = await judge(workspace);
    expect(code).toBe(1);
    expect(output).toMatch(
      new RegExp(`^Commit [0-9a-f]+: the subject "${long}" has more than 72 characters\\.\\n1 wording faults`),
    );
  });

  it('works in a shallow clone, and without git', async () => {
    using workspace = repository({ 'docs/page.md': 'Each domain has one folder.\n' });
    commit(workspace, { subject: 'docs: say more', on: '2030-01-02T00:00:00Z' });
    git(workspace, 'clone', '--quiet', '--depth', '1', `file://${workspace.folder}`, 'shallow');
    const shallow = join(workspace.folder, 'shallow');
    const run = await workspace.run({
      program: 'sh',
      args: ['-c', `cd "${shallow}" && exec "${process.execPath}" scripts/check-words.ts`],
    });
    expect(run).toEqual({ code: 0, output: '0 wording faults\n' });
    rmSync(shallow, { recursive: true });
    rmSync(join(workspace.folder, '.git'), { recursive: true });
    expect(await judge(workspace)).toMatchObject({ code: 0 });
  });
});
