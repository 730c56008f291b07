import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Check } from '../checks.ts';

const root = resolve(import.meta.dirname, '../..');

/** The exit code of a command, and its output. */
export type Run = { code: number; output: string };

/** A folder with rules and scripts of the project, and with other sources. */
export class Workspace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')));

  /** @param copied paths of the project to copy, relative to its root */
  constructor(copied: string[]) {
    for (const path of copied) cpSync(join(root, path), join(this.folder, path), { recursive: true });
  }

  /** Links the installed dependencies of the project. */
  linkModules(): void {
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  write(files: Record<string, string>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
  }

  allowToRun(path: string): void {
    chmodSync(join(this.folder, path), 0o755);
  }

  /** Runs a program in the folder to its end. */
  run({ program, args, env }: { program: string; args: string[]; env?: NodeJS.ProcessEnv }): Promise<Run> {
    let output = '';
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, FORCE_COLOR: undefined, NO_COLOR: '1', ...env },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    return new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => done({ code: code ?? 1, output }));
    });
  }

  /** Runs a check of the project on the folder. */
  check({ command: [program, ...args] }: Check): Promise<Run> {
    return this.run({ program: join(root, 'node_modules', '.bin', program), args });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
