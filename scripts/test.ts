import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readTally, type Tally } from './tally.ts';

/*
 * node scripts/test.ts [argument of vitest…]     all checks, then all tests; the last line counts both
 */

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tally-'));

/** Runs a program of Node.js, passes SIGTERM on to it, and reads its counts. */
function run({ name, args }: { name: string; args: string[] }): Promise<Tally> {
  const file = join(folder, name);
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TALLY_FILE: file },
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

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'tally-reporter.ts')}`];
try {
  const checked = await run({ name: 'checks', args: [join(root, 'scripts', 'check.ts')] });
  const tested = await run({ name: 'tests', args: [vitest, 'run', ...reporters, ...process.argv.slice(2)] });
  const failed = checked.failed + tested.failed;
  console.log(`\n${checked.passed + tested.passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
