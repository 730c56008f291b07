import { describe, expect, it } from 'vitest';
import { Workspace } from './support/workspace.ts';

describe.concurrent('sizes of the SDK', () => {
  /** Measures an SDK of one domain with these files, under this budget. */
  async function measure(files: Record<string, string>, budget: { limit: number; larger: Record<string, number> }) {
    using workspace = new Workspace(['scripts/sizes.ts']);
    workspace.linkModules();
    const entry = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` });
    workspace.write({
      'package.json': '{ "type": "module" }\n',
      'packages/sdk/package.json': JSON.stringify({
        type: 'module',
        sideEffects: false,
        exports: { '.': entry('index'), './one': entry('one/index'), './package.json': './package.json' },
      }),
      'packages/sdk/size-budget.json': JSON.stringify(budget),
      ...files,
    });
    return await workspace.run({ program: process.execPath, args: ['scripts/sizes.ts'] });
  }

  const small = { 'packages/sdk/dist/one/index.js': 'export const add = (a, b) => a + b;\n' };

  it('pass within the budget', async () => {
    const { code, output } = await measure(small, { limit: 6000, larger: {} });
    expect(output).toMatch(/^\d+\tone\/add$/m);
    expect(code).toBe(0);
  });

  it('fail beyond the budget', async () => {
    const { code, output } = await measure(small, { limit: 10, larger: {} });
    expect(output).toMatch(/^one\/add has \d+ bytes, more than its budget of 10\.$/m);
    expect(code).toBe(1);
  });

  it('fail if an exception is no longer needed', async () => {
    const { code, output } = await measure(small, { limit: 6000, larger: { 'one/add': 9000, 'one/gone': 9000 } });
    expect(output).toMatch(/^one\/add has \d+ bytes, within the limit of 6000\. Remove its entry/m);
    expect(output).toMatch(/^one\/gone is in size-budget\.json, but the SDK does not export it\.$/m);
    expect(code).toBe(1);
  });

  it('fail if an analysis includes zod', async () => {
    const schema = "import * as z from 'zod';\nexport const one = (value) => z.string().safeParse(value).success;\n";
    const { code, output } = await measure({ 'packages/sdk/dist/one/index.js': schema }, { limit: 1e6, larger: {} });
    expect(output).toMatch(/^one\/one includes zod\./m);
    expect(code).toBe(1);
  });
});
