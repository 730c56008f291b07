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

  /** Runs the command as if its package asked for this version of Node.js; what it then loads says so. */
  async function runOn(engine: string) {
    cpSync(bin, join(folder.path, 'bin'), { recursive: true });
    writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ type: 'module', engines: { node: engine } }));
    mkdirSync(join(folder.path, 'dist'));
    writeFileSync(join(folder.path, 'dist', 'main.js'), 'console.log("loaded");');
    const run = new CommandRun([], { cwd: folder.path, program: join(folder.path, 'bin', 'collective-impact.js') });
    return { code: await run.exit(), said: run.stdout, complained: run.stderr };
  }

  it.each([`${major + 1}.0`, `${major}.${minor + 1}`])('says which Node.js it needs: %s', async (needed) => {
    const { code, said, complained } = await runOn(`>=${needed}`);
    expect([code, said]).toEqual([1, '']);
    expect(complained).toMatch(/^collective-impact: .+: .+\n$/);
    expect(complained).toContain(`install ${needed} or later`);
    expect(complained).toContain(process.versions.node);
  });

  it.each([`${major}.${minor}`, `${major - 1}.${minor + 1}`])('runs on one that is new enough: %s', async (needed) => {
    expect(await runOn(`>=${needed}`)).toEqual({ code: 0, said: 'loaded\n', complained: '' });
  });
});
