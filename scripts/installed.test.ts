import { describe, expect, it } from 'vitest';
import { Workspace } from './support/workspace.ts';

describe.concurrent('installed packages', () => {
  const manifest = {
    name: 'one',
    version: '1.0.0',
    type: 'module',
    files: ['dist'],
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  };
  const example = ["import { one } from 'one';", '', 'console.log(one); // 1'];
  const readme = (lines: string[]) => ['# one', '', '```ts', ...lines, '```', ''].join('\n');
  const sound = {
    'package.json': '{ "name": "workspace", "private": true, "type": "module", "workspaces": ["one"] }\n',
    'one/package.json': JSON.stringify(manifest),
    'one/README.md': readme(example),
    'one/dist/index.js': 'export const one = 1;\n',
    'one/dist/index.d.ts': 'export declare const one: number;\n',
  };

  /** Installs one package, as `sound` has it but for some files. */
  async function installWith(changes: Record<string, string>) {
    using workspace = new Workspace(['scripts/pack.ts', 'scripts/installed.ts']);
    workspace.linkModules();
    workspace.write({ ...sound, ...changes });
    return await workspace.run({ program: process.execPath, args: ['scripts/installed.ts'] });
  }

  it('pass if their example prints the expected output', async () => {
    const { code, output } = await installWith({});
    expect(code, output).toBe(0);
  });

  it('fail if their example prints another line', async () => {
    const { code, output } = await installWith({ 'one/dist/index.js': 'export const one = 2;\n' });
    expect(output).toContain('one: The example on Node.js prints\n2\ninstead of\n1');
    expect(output).toContain('one: The example in a bundle prints\n2\ninstead of\n1');
    expect(code).toBe(1);
  });

  it('fail if their example does not compile', async () => {
    const { code, output } = await installWith({
      'one/README.md': readme(["import { two } from 'one';", 'void two;']),
    });
    expect(output).toContain("has no exported member 'two'");
    expect(code).toBe(1);
  });

  it('fail if their declarations do not compile', async () => {
    const { code, output } = await installWith({ 'one/dist/index.d.ts': 'export declare const one: Missing;\n' });
    expect(output).toContain("Cannot find name 'Missing'");
    expect(code).toBe(1);
  });

  it('fail if they use a package that they do not declare', async () => {
    const { code, output } = await installWith({ 'one/dist/index.d.ts': "export { z as one } from 'zod';\n" });
    expect(output).toContain("Cannot find module 'zod'");
    expect(code).toBe(1);
  });
});
