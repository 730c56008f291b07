import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Workspace } from './support/workspace.ts';
import { readTally } from './tally.ts';

const root = resolve(import.meta.dirname, '..');

/** Runs vitest with the reporter of the project on some test files, and reads what was counted. */
async function count(files: Record<string, string>) {
  using workspace = new Workspace(['scripts/tally.ts', 'scripts/tally-reporter.ts']);
  workspace.linkModules();
  workspace.write({ 'package.json': '{ "type": "module" }\n', 'vitest.config.js': 'export default {};\n', ...files });
  const file = join(workspace.folder, 'tally.json');
  const { code, output } = await workspace.run({
    program: process.execPath,
    args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=./scripts/tally-reporter.ts'],
    env: { TALLY_FILE: file },
  });
  return { ...readTally({ file, exitCode: code }), code, output };
}

const imports = "import { beforeAll, expect, it } from 'vitest';\n";
const pass = "it('passes', () => expect(1).toBe(1));\n";

describe('the tally of a test run', () => {
  it('is the number of passed tests if all passed', async () => {
    expect(await count({ 'a.test.js': imports + pass, 'b.test.js': imports + pass })).toMatchObject({
      passed: 2,
      failed: 0,
      code: 0,
    });
  });

  it('counts a failed test, a file that cannot be loaded, a failed hook, and an error outside of tests as failures', async () => {
    const { passed, failed, code } = await count({
      'fails.test.js': `${imports + pass}it('fails', () => expect(1).toBe(2));\n`,
      'broken.test.js': "import './missing.js';\n",
      'hook.test.js': `${imports}beforeAll(() => {\n  throw new Error('no');\n});\n${pass}`,
      'outside.test.js': `${imports}it('passes', () => {\n  Promise.reject(new Error('no'));\n});\n`,
    });
    expect({ passed, failed }).toEqual({ passed: 2, failed: 4 });
    expect(code).toBe(1);
  });

  it('reports skipped tests', async () => {
    const { output } = await count({ 'a.test.js': `${imports + pass}it.skip('waits', () => undefined);\n` });
    expect(output).toMatch(/^1 skipped$/m);
  });
});

describe('the tally of an ended process', () => {
  it('is one failure if the process ended before it counted', () => {
    expect(readTally({ file: join(root, 'no-such-file'), exitCode: 0 })).toEqual({ passed: 0, failed: 1 });
  });

  it('is one failure if the process failed for a reason that it did not count', async () => {
    const { passed, failed, code } = await count({ 'vitest.config.js': 'export default { test: { include: [] } };\n' });
    expect({ passed, failed }).toEqual({ passed: 0, failed: 1 });
    expect(code).toBe(1);
  });
});
