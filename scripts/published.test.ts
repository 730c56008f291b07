import { describe, expect, it } from 'vitest';
import { Workspace } from './support/workspace.ts';

describe.concurrent('published packages', () => {
  const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
  const sound = {
    'package.json': '{ "name": "workspace", "private": true, "workspaces": ["one"] }\n',
    'one/package.json': JSON.stringify({
      name: 'one',
      version: '1.0.0',
      license: 'MIT',
      type: 'module',
      files: ['dist'],
      exports: { '.': entry },
    }),
    'one/dist/index.js': 'export const one = 1;\n',
    'one/dist/index.d.ts': 'export declare const one: number;\n',
  };

  /** Runs the check on one package, as `sound` has it but for some files; null leaves a file out. */
  async function judgePackage(changes: Record<string, string | null>) {
    using workspace = new Workspace(['scripts/pack.ts', 'scripts/published.ts']);
    workspace.linkModules();
    for (const [path, content] of Object.entries({ ...sound, ...changes })) {
      if (content !== null) workspace.write({ [path]: content });
    }
    return await workspace.run({ program: process.execPath, args: ['scripts/published.ts'] });
  }

  it('pass if their entries exist', async () => {
    const { code, output } = await judgePackage({});
    expect(code, output).toBe(0);
  });

  it('fail without the types in their manifest', async () => {
    const { code, output } = await judgePackage({ 'one/dist/index.d.ts': null });
    expect(code).toBe(1);
    expect(output).toMatch(/^one: error: .*\.\/dist\/index\.d\.ts but the file does not exist/m);
    expect(output).toContain('one: No types: The package contains no type declarations.\n');
  });

  it('fail if types and code differ in the module system', async () => {
    const { code, output } = await judgePackage({
      'one/dist/index.d.cts': 'declare const one: number;\nexport = one;\n',
      'one/package.json': sound['one/package.json'].replace('index.d.ts', 'index.d.cts'),
      'one/dist/index.d.ts': null,
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^one: Masquerading as CJS: .*"typesFileName":"\/node_modules\/one\/dist\/index\.d\.cts"/m);
  });
});
