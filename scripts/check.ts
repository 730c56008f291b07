import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type Check, checks, preparations } from './checks.ts';
import { writeTally } from './tally.ts';

/*
 * node scripts/check.ts [name…]     runs all checks, or those whose names start with a name. Prints the output of failed ones
 */

const root = resolve(import.meta.dirname, '..');

/** Runs one check, prints its result, and returns whether it passed. */
function run({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const start = performance.now();
  let output = '';
  return new Promise((done, fail) => {
    const child = spawn(join(root, 'node_modules', '.bin', program), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', fail);
    child.on('close', (code) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${output.trimEnd()}\n`);
      done(code === 0);
    });
  });
}

/** Runs checks in parallel, as many at a time as there are processors. */
async function runAll(list: Check[]): Promise<boolean[]> {
  const waiting = [...list];
  const results: boolean[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await run(next));
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), list.length) }, worker));
  return results;
}

const names = process.argv.slice(2);
const isSelected = (check: Check) => names.length === 0 || names.some((name) => check.name.startsWith(name));

const results: boolean[] = [];
for (const preparation of preparations) results.push(await run(preparation));
results.push(...(await runAll(checks.filter(isSelected))));

const failed = results.filter((passed) => !passed).length;
writeTally({ passed: results.length - failed, failed });
if (failed > 0) console.error(`${failed} of ${results.length} checks failed.`);
process.exitCode = failed > 0 ? 1 : 0;
