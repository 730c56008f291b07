import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { folderOfDatabases } from '@collective-impact/store/testing';
import { preparedDatabase } from '../../packages/cli/src/prepared/index.ts';
import { runHere } from '../../packages/cli/src/run-here.fixture.ts';

const program = resolve(import.meta.dirname, '../../packages/cli/bin/collective-impact.js');

const built = resolve(import.meta.dirname, '../../packages/cli/dist');

/** The migrated embedded database without records that the build prepares. To start from it takes a fraction of the time of `migrate`. */
export const builtDatabase = preparedDatabase(
  { examples: false },
  {
    folder: join(built, 'prepared'),
    examplesFolder: join(built, 'examples'),
    report(line) {
      throw new Error(line);
    },
  },
);

/** Settings of the tests' environment that would change how a command runs. No command inherits them. */
const settings = ['OPERATOR_KEY', 'OPERATOR_KEY_FILE', 'PORT', 'HOST', 'DATABASE_URL'];

/** The exit code of a command, and what it printed. */
export interface Completed {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command from the sources in this process, with its own folder and environment. Use it in tests that do not test
 * processes, because starting a process takes a second.
 */
export async function runInFolder(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<Completed> {
  const [folder, environment] = [process.cwd(), { ...process.env }];
  for (const name of settings) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  try {
    return await runHere(args);
  } finally {
    process.chdir(folder);
    for (const name of [...settings, ...Object.keys(env)]) delete process.env[name];
    Object.assign(process.env, environment);
  }
}

/** The built command as a process, with its output so far. */
export class CommandRun {
  readonly process: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #exit: Promise<number | null>;

  constructor(args: readonly string[], options: { cwd: string; env?: Record<string, string>; program?: string }) {
    const inherited = Object.entries(process.env).filter(([name]) => !settings.includes(name));
    const env = { ...Object.fromEntries(inherited), ...options.env };
    this.process = spawn(process.execPath, [options.program ?? program, ...args], {
      cwd: options.cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#exit = once(this.process, 'close').then(([code]) => code as number | null);
  }

  /** Waits for the process to end, and returns its exit code. */
  exit(): Promise<number | null> {
    return this.#exit;
  }

  /** Waits for the process to end, and returns its output and exit code. */
  async completed(): Promise<Completed> {
    const code = await this.exit();
    return { code, stdout: this.stdout, stderr: this.stderr };
  }

  /** Waits until the process prints the address that it serves. Throws an error with its output if it ends before. */
  address(): Promise<string> {
    return this.line(/http:\/\/[\d.:]+/);
  }

  /** Waits until the output matches `pattern`, and returns the match. Throws an error with the output if the process ends before. */
  async line(pattern: RegExp): Promise<string> {
    const ended = this.exit().then((code) => {
      throw new Error(`the command ended with ${code} before it said ${pattern}: ${this.stdout}${this.stderr}`);
    });
    const said = new Promise<string>((found) => {
      const look = () => {
        const match = pattern.exec(this.stdout);
        if (match) found(match[0]);
      };
      this.process.stdout?.on('data', look);
      look();
    });
    return Promise.race([said, ended]);
  }
}

/** Runs the built command as a process, with its own folder and environment. */
export function runAsProcess(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<Completed> {
  return new CommandRun(args, options).completed();
}

/** A new folder, and a function that removes it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(folderOfDatabases(), 'collective-impact-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Sends a request to a gateway. Returns the response without its `extensions`. */
export async function ask(
  address: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<{ data?: never; errors?: never }> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { extensions: _, ...json } = (await response.json()) as { data?: never; errors?: never; extensions?: object };
  return json;
}
