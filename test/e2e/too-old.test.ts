import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandRun, temporaryFolder } from '../support/command.ts';

const bin = resolve(import.meta.dirname, '../../packages/cli/bin');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

describe('the command', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  /** Runs the command with this `engines` requirement. The loaded program prints `loaded`. */
  async function runOn(engine: string) {
    cpSync(bin, join(folder.path, 'bin'), { recursive: true });
    writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ type: 'module', engines: { node: engine } }));
    mkdirSync(join(folder.path, 'dist'));
    writeFileSync(join(folder.path, 'dist', 'main.js'), 'console.log("loaded");');
    const run = new CommandRun([], { cwd: folder.path, program: join(folder.path, 'bin', 'collective-impact.js') });
    return { code: await run.exit(), stdout: run.stdout, stderr: run.stderr };
  }

  it.each([`${major + 1}.0`, `${major}.${minor + 1}`])('reports that it needs Node.js %s', async (needed) => {
    const { code, stdout, stderr } = await runOn(`>=${needed}`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `collective-impact: Node.js ${process.versions.node} is too old. Install ${needed} or later from https://nodejs.org.\n`,
    );
  });

  it.each([`${major}.${minor}`, `${major - 1}.${minor + 1}`])(
    'runs if it needs Node.js %s, which is not newer than the current version',
    async (needed) => {
      expect(await runOn(`>=${needed}`)).toEqual({ code: 0, stdout: 'loaded\n', stderr: '' });
    },
  );
});
