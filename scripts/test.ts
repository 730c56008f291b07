import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readTally, type Tally } from './tally.ts';

/*
 * node scripts/test.ts [argument of vitest…]     all checks and tests; the last line counts both
 *
 * Most tests run on the sources, beside the build and the checks. The tests of processes run the built command, so they
 * follow the checks. With arguments, one run of vitest follows the checks.
 */

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tally-'));

/** Runs a program of Node.js, passes SIGTERM on to it, and reads its counts. */
function run({ name, args }: { name: string; args: string[] }): Promise<Tally> {
  const file = join(folder, name);
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    // Many tests and checks start programs of Node.js, which load the same modules: a third of the time of each start.
    env: { ...process.env, TALLY_FILE: file, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  const stop = () => child.kill('SIGTERM');
  process.on('SIGTERM', stop);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => {
      process.off('SIGTERM', stop);
      if (signal === null) done(readTally({ file, exitCode: code ?? 1 }));
      else fail(new Error(`The ${name} were stopped by ${signal}.`));
    });
  });
}

function check(): Promise<Tally> {
  return run({ name: 'checks', args: [join(root, 'scripts', 'check.ts')] });
}

function test(name: string, args: string[]): Promise<Tally> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'tally-reporter.ts')}`];
  return run({ name, args: [vitest, 'run', ...reporters, ...args] });
}

async function checkAndTest(args: string[]): Promise<Tally[]> {
  if (args.length > 0) return [await check(), await test('tests', args)];
  const onSources = ['unit', 'store-pglite', 'store-postgresql'].map((project) => `--project=${project}`);
  const [tested, others] = await Promise.all([
    test('tests of sources', onSources),
    // Both runs of vitest would write the same cache.
    check().then(async (checked) => [checked, await test('tests of processes', ['--project=e2e', '--no-cache'])]),
  ]);
  return [tested, ...others];
}

try {
  const tallies = await checkAndTest(process.argv.slice(2));
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
