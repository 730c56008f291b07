import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A program that a test runs in a separate process. */
export interface Program {
  readonly process: ChildProcess;
  /** The next line that it prints. Rejects with its error output if it ends first. */
  line(): Promise<string>;
  /** Stops all its threads (SIGSTOP), and waits until they are stopped. */
  pause(): Promise<void>;
  /** Continues it after {@link pause}. */
  resume(): void;
  /** Ends it immediately (SIGKILL), without cleanup, and waits until it has ended. */
  kill(): Promise<void>;
}

const sources = fileURLToPath(new URL('../../../../test/support/workspace-sources.ts', import.meta.url));

/** Starts an ES module from its source text. It imports files of this package with `sourceUrl`. */
export function startProgram(source: string): Program {
  const child = spawn(process.execPath, ['--import', sources, '--input-type=module', '--eval', source], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  const errorOutput = text(child.stderr);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    process: child,
    async line() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The program ended: ${await errorOutput}`);
      return value;
    },
    async pause() {
      child.kill('SIGSTOP');
      while (!(await isStopped(child.pid))) await delay(1);
    },
    resume() {
      child.kill('SIGCONT');
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function isStopped(pid: number | undefined): Promise<boolean> {
  if (process.platform === 'linux') return /\) T /.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', String(pid)]);
  return stdout.startsWith('T');
}

/** The address of a source file of this package, for imports in a program. */
export function sourceUrl(file: string): string {
  return new URL(`../${file}`, import.meta.url).href;
}
