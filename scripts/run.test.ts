import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Workspace } from './support/workspace.ts';

/*
 * scripts/run.cjs in a folder of its own, with an npm that installs two things: a Node.js (the present one) and a turbo
 * that notes that it was called.
 */

const fakeNpm = `#!/bin/sh
echo "npm $*" >> calls
if [ -e npm-fails ]; then echo "npm says why"; exit 3; fi
if [ -e npm-hangs ]; then touch npm-hangs-now; exec sleep 600; fi
rm -rf node_modules/*
mkdir -p node_modules/node/bin node_modules/turbo/bin
ln -s "${process.execPath}" node_modules/node/bin/node
cp turbo.js node_modules/turbo/bin/turbo
`;

const fakeTurbo = `const fs = require('node:fs');
fs.appendFileSync('calls', 'turbo ' + process.argv[2] + ' ' + process.argv[3] + '\\n');
if (fs.existsSync('turbo-fails')) { console.log('turbo says why'); process.exit(4); }
`;

const script = `const { appendFileSync } = require('node:fs');
appendFileSync('calls', ['script', ...process.argv.slice(2)].join(' ') + '\\n');
if (process.argv[2] === 'exit') process.exit(Number(process.argv[3]));
if (process.argv[2] === 'wait') {
  process.on('SIGTERM', () => process.exit(5));
  process.on('SIGINT', () => process.exit(6));
  setInterval(() => undefined, 1000);
  console.log('waiting');
}
`;

let workspace: Workspace;
const started: { child: ChildProcess; ended: Promise<number | null> }[] = [];

beforeEach(() => {
  workspace = new Workspace(['scripts/run.cjs']);
  workspace.write({
    'package-lock.json': '{ "version": 1 }\n',
    'bin/npm': fakeNpm,
    'turbo.js': fakeTurbo,
    'script.cjs': script,
  });
  workspace.allowToRun('bin/npm');
});

afterEach(async () => {
  // A test that has failed may have left its processes behind; each start has a process group of its own.
  for (const { child, ended } of started.splice(0)) {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
  workspace[Symbol.dispose]();
});

/** Starts scripts/run.cjs; what it prints is gathered, and the exit code awaited. */
function start(args: string[], event?: string) {
  const path = [join(workspace.folder, 'bin'), process.env.PATH].join(delimiter);
  const child = spawn(process.execPath, ['scripts/run.cjs', ...args], {
    cwd: workspace.folder,
    env: { ...process.env, PATH: path, npm_lifecycle_event: event },
    detached: true,
  });
  const printed = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.err += text;
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  started.push({ child, ended });
  return { child, printed, ended };
}

const calls = () => readFileSync(join(workspace.folder, 'calls'), 'utf8').trimEnd().split('\n');
const forget = () => rmSync(join(workspace.folder, 'calls'));
const exists = (path: string) => existsSync(join(workspace.folder, path));

const install = 'npm ci --include=dev --include=optional';
const build = 'turbo run build';

describe('the first start', () => {
  it('installs, builds and runs, and prints one line', async () => {
    const { printed, ended } = start(['script.cjs', 'serve', '--port', '5000']);
    expect(await ended).toBe(0);
    expect(calls()).toEqual([install, build, 'script serve --port 5000']);
    expect(printed).toEqual({ out: '', err: 'installing dependencies (first start only)…\n' });
  });

  it('prints the output of npm if it fails, and installs again at the next start', async () => {
    workspace.write({ 'npm-fails': '' });
    const { printed, ended } = start(['script.cjs']);
    expect(await ended).toBe(1);
    expect(printed.out).toBe('');
    expect(printed.err).toMatch(/npm says why\n\nnpm ci failed\.\n$/);
    rmSync(join(workspace.folder, 'npm-fails'));
    forget();
    expect(await start(['script.cjs']).ended).toBe(0);
    expect(calls()).toEqual([install, build, 'script']);
  });

  it.each(['test', 'test:long'])('counts a failed installation as one failure for npm run %s', async (event) => {
    workspace.write({ 'npm-fails': '' });
    const { printed, ended } = start(['--install-only', 'script.cjs'], event);
    expect(await ended).toBe(1);
    expect(printed.out).toBe('0 passed, 1 failed\n');
  });

  it('builds nothing if only the installation is requested', async () => {
    expect(await start(['--install-only', 'script.cjs']).ended).toBe(0);
    expect(calls()).toEqual([install, 'script']);
  });
});

describe('without a script', () => {
  it('only installs and builds', async () => {
    expect(await start([]).ended).toBe(0);
    expect(calls()).toEqual([install, build]);
  });
});

describe('a later start', () => {
  beforeEach(async () => {
    await start(['script.cjs']).ended;
    forget();
  });

  it('does not install again', async () => {
    const { printed, ended } = start(['script.cjs']);
    expect(await ended).toBe(0);
    expect(calls()).toEqual([build, 'script']);
    expect(printed).toEqual({ out: '', err: '' });
  });

  it('installs again if the lock file has changed', async () => {
    workspace.write({ 'package-lock.json': '{ "version": 2 }\n' });
    const { printed, ended } = start(['script.cjs']);
    expect(await ended).toBe(0);
    expect(calls()).toEqual([install, build, 'script']);
    expect(printed.err).toBe('installing dependencies (package-lock.json has changed)…\n');
  });

  it('does not treat an interrupted installation as complete', async () => {
    workspace.write({ 'package-lock.json': '{ "version": 2 }\n', 'npm-hangs': '' });
    const stopped = start(['script.cjs']);
    await vi.waitFor(() => expect(exists('npm-hangs-now')).toBe(true), { timeout: 300_000 });
    stopped.child.kill('SIGTERM');
    expect(await stopped.ended).toBe(143);
    rmSync(join(workspace.folder, 'npm-hangs'));
    workspace.write({ 'package-lock.json': '{ "version": 1 }\n' });
    forget();
    expect(await start(['script.cjs']).ended).toBe(0);
    expect(calls()).toEqual([install, build, 'script']);
  });

  it('prints the output of the build if it fails, and does not run', async () => {
    workspace.write({ 'turbo-fails': '' });
    const { printed, ended } = start(['script.cjs']);
    expect(await ended).toBe(1);
    expect(calls()).toEqual([build]);
    expect(printed.err).toBe('turbo says why\n\nThe build failed.\n');
  });

  it('returns the exit code', async () => {
    expect(await start(['script.cjs', 'exit', '7']).ended).toBe(7);
  });

  it.each([
    { signal: 'SIGTERM', code: 5 },
    { signal: 'SIGINT', code: 6 },
  ] as const)('passes $signal on and waits for the process to end', async ({ signal, code }) => {
    const { child, printed, ended } = start(['script.cjs', 'wait']);
    await vi.waitFor(() => expect(printed.out).toBe('waiting\n'), { timeout: 300_000 });
    child.kill(signal);
    expect(await ended).toBe(code);
  });
});
