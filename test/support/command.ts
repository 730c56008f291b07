import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { folderOfDatabases } from '@collective-impact/store/testing';

const program = resolve(import.meta.dirname, '../../packages/cli/bin/collective-impact.js');

/** The built command as a process, with what it has printed. */
export class CommandRun {
  readonly process: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #exit: Promise<number | null>;

  constructor(args: readonly string[], options: { cwd: string; env?: Record<string, string>; program?: string }) {
    const {
      OPERATOR_KEY: _key,
      OPERATOR_KEY_FILE: _file,
      PORT: _port,
      HOST: _host,
      DATABASE_URL: _url,
      ...inherited
    } = process.env;
    const env = { ...inherited, ...options.env };
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

  /** The exit code, once it has ended. */
  exit(): Promise<number | null> {
    return this.#exit;
  }

  /** The address it serves, once it says so; fails with what it printed where it ends before. */
  address(): Promise<string> {
    return this.line(/http:\/\/[\d.:]+/);
  }

  /** What of its output fits `pattern`, once it does; fails with what it printed where it ends before. */
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

/** A new folder, and how to remove it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(folderOfDatabases(), 'collective-impact-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Asks a gateway. Returns the response without its `extensions`. */
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
