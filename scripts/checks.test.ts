import { describe, expect, it } from 'vitest';
import { checks } from './checks.ts';
import { clean, manifest, rules } from './support/clean-workspace.ts';
import { Workspace } from './support/workspace.ts';

/*
 * Each check runs on a small workspace with the rules of this project: once without violations, and once with every
 * violation that the check must find.
 */

/** Runs one check on the clean workspace, with some files added or replaced. */
async function judge(name: string, planted: Record<string, string> = {}) {
  const check = checks.find((candidate) => candidate.name === name);
  if (check === undefined) throw new Error(`no check is named ${name}`);
  using workspace = new Workspace(rules);
  workspace.linkModules();
  workspace.write({ ...clean, ...planted });
  return await workspace.check(check);
}

/** Checks that other files test. */
const testedApart = [
  'published packages',
  'installed packages',
  'sizes of the SDK',
  'changes of the schema',
  'words',
  'lines of SQL',
];

describe.concurrent('a check of a correct workspace passes', () => {
  for (const { name } of checks.filter((check) => !testedApart.includes(check.name))) {
    it(name, async () => {
      const { code, output } = await judge(name);
      expect(code, output).toBe(0);
    });
  }
});

describe.concurrent('a check of a workspace with violations', () => {
  it('types: rejects a wrong type in a package, a test, an example and a script', async () => {
    const wrong = 'export const wrong: number = "text";\n';
    const places = ['packages/store/src/x.ts', 'test/x.test.ts', 'examples/x.ts', 'scripts/x.ts'];
    const { code, output } = await judge('types', Object.fromEntries(places.map((place) => [place, wrong])));
    expect(code).toBe(1);
    expect(output.match(/^\S+\.ts(?=\(1,14\): error TS2322)/gm)?.sort()).toEqual([...places].sort());
  });

  it('types of the SDK in a browser: rejects an API that only Node.js has', async () => {
    const { code, output } = await judge('types of the SDK in a browser', {
      'packages/sdk/src/shared/one.ts': "export const one = Buffer.from('1').length + process.pid;\n",
    });
    expect(code).toBe(1);
    expect(output).toMatch(/Cannot find name 'Buffer'/);
    expect(output).toMatch(/Cannot find name 'process'/);
  });

  it('format and lint: rejects wrong format, any, a skipped test, a default export, a name, and three parameters', async () => {
    const { code, output } = await judge('format and lint', {
      'packages/store/src/slip.ts': 'export const slip = "double"\n',
      'packages/store/src/any.ts': 'export const value = (input: any) => input;\n',
      'packages/store/src/skipped.test.ts': "import { it } from 'vitest';\n\nit.skip('waits', () => undefined);\n",
      'packages/store/src/default.ts': 'export default 1;\n',
      'packages/store/src/camelCase.ts': 'export const name = 1;\n',
      'packages/store/src/three.ts': 'export const add = (a: number, b: number, c: number) => a + b + c;\n',
      'packages/store/src/swallow.ts':
        'export function swallow(act: () => void) {\n  try {\n    act();\n  } catch {}\n}\n',
    });
    expect(code).toBe(1);
    expect(
      output
        .match(/^packages\S+\.ts(:\d+:\d+)? \S+/gm)
        ?.map((line) => line.replace(/:\d+:\d+/, ''))
        .sort(),
    ).toEqual([
      'packages/store/src/any.ts lint/suspicious/noExplicitAny',
      'packages/store/src/camelCase.ts lint/style/useFilenamingConvention',
      'packages/store/src/default.ts lint/style/noDefaultExport',
      'packages/store/src/skipped.test.ts lint/suspicious/noSkippedTests',
      'packages/store/src/slip.ts format',
      'packages/store/src/swallow.ts lint/suspicious/noEmptyBlockStatements',
      'packages/store/src/three.ts lint/complexity/useMaxParams',
    ]);
  });

  it('imports: rejects every forbidden kind, including types', async () => {
    const planted: [path: string, content: string, ...caught: string[]][] = [
      [
        'schema/upwards.ts',
        "export { goal } from '@collective-impact/sdk';",
        'schema-imports: schema/upwards.ts → packages/sdk/src/index.ts',
      ],
      [
        'packages/sdk/src/shared/upwards.ts',
        "export type { p } from '@collective-impact/store';",
        'sdk-imports: packages/sdk/src/shared/upwards.ts → packages/store/src/index.ts',
      ],
      [
        'packages/disclosure/src/upwards.ts',
        "export { goal } from '@collective-impact/sdk';",
        'disclosure-imports: packages/disclosure/src/upwards.ts → packages/sdk/src/index.ts',
      ],
      [
        'packages/disclosure/src/node.ts',
        "export { readFileSync } from 'node:fs';",
        'runs-in-a-browser: packages/disclosure/src/node.ts → fs',
      ],
      [
        'packages/interop/src/disclosure.ts',
        "export { protect } from '@collective-impact/disclosure';",
        'interop-imports: packages/interop/src/disclosure.ts → packages/disclosure/src/index.ts',
      ],
      [
        'packages/sdk/src/shared/node.ts',
        "export { readFileSync } from 'node:fs';",
        'runs-in-a-browser: packages/sdk/src/shared/node.ts → fs',
      ],
      [
        'packages/sdk/src/study/index.ts',
        "export { goal } from '../agenda/goal.ts';",
        'domains-meet-at-their-index: packages/sdk/src/study/index.ts → packages/sdk/src/agenda/goal.ts',
      ],
      [
        'packages/interop/src/aside.ts',
        "export { typeDefs } from '@collective-impact/schema';",
        'interop-imports: packages/interop/src/aside.ts → schema/index.ts',
      ],
      [
        'packages/store/src/aside.ts',
        "export { source } from '@collective-impact/interop';",
        'store-imports: packages/store/src/aside.ts → packages/interop/src/index.ts',
      ],
      [
        'packages/gateway/src/upwards.ts',
        "import '../../cli/src/main.ts';",
        'gateway-imports: packages/gateway/src/upwards.ts → packages/cli/src/main.ts',
      ],
      [
        'packages/gateway/src/inside.ts',
        "import '../../sdk/src/agenda/goal.ts';",
        'packages-meet-at-their-entries: packages/gateway/src/inside.ts → packages/sdk/src/agenda/goal.ts',
      ],
      [
        'packages/gateway/src/fixture.ts',
        "export { fixture } from '@collective-impact/store/testing';",
        'no-test-support-in-what-is-published: packages/gateway/src/fixture.ts → packages/store/src/testing/index.ts',
      ],
      [
        'packages/cli/src/yoga.ts',
        "export type { YogaServerOptions } from 'graphql-yoga';",
        'only-gateway-sees-yoga: packages/cli/src/yoga.ts → graphql-yoga',
      ],
      [
        'packages/gateway/src/orm.ts',
        "export type { EntityManager } from '@mikro-orm/core';",
        'only-store-sees-the-database: packages/gateway/src/orm.ts → @mikro-orm/core',
      ],
      [
        'packages/gateway/src/kysely.ts',
        "export type { Kysely } from 'kysely';",
        'only-store-sees-the-database: packages/gateway/src/kysely.ts → kysely',
      ],
      [
        'test/driver.test.ts',
        "import { Pool } from 'pg';\n\nnew Pool();",
        'only-store-sees-the-database: test/driver.test.ts → pg',
      ],
      [
        'test/embedded.test.ts',
        "import { PGlite } from '@electric-sql/pglite';\n\nnew PGlite();",
        'only-store-sees-the-database: test/embedded.test.ts → @electric-sql/pglite',
      ],
      [
        'packages/gateway/src/nowhere.ts',
        "import './missing.ts';",
        'everything-resolves: packages/gateway/src/nowhere.ts → ./missing.ts',
      ],
      [
        'packages/store/src/a.ts',
        "import type { B } from './b.ts';\n\nexport type A = B;",
        'no-cycles-between-files: packages/store/src/a.ts → packages/store/src/b.ts → packages/store/src/a.ts',
      ],
      ['packages/store/src/b.ts', "import type { A } from './a.ts';\n\nexport type B = A;"],
      ['packages/store/src/east/index.ts', 'export const east = 1;'],
      [
        'packages/store/src/east/one.ts',
        "import '../west/index.ts';",
        'no-cycles-between-domains: store/east → store/west → store/east',
      ],
      ['packages/store/src/west/index.ts', 'export const west = 1;'],
      ['packages/store/src/west/one.ts', "import '../east/index.ts';"],
      ['packages/store/src/release/index.ts', 'export const release = 1;'],
      [
        'packages/store/src/indicator/ahead.ts',
        "import '../release/index.ts';",
        'measurement-domains-in-order: packages/store/src/indicator/ahead.ts → packages/store/src/release/index.ts',
      ],
    ];
    const { code, output } = await judge(
      'imports',
      Object.fromEntries(planted.map(([path, content]) => [path, `${content}\n`])),
    );
    expect(code).toBe(1);
    const packageName = /→ \S*node_modules\/((?:@[^/]+\/)?[^/]+)\S*/;
    const caught = output.split('\n').filter((line) => line.includes(' → '));
    expect(caught.map((line) => line.replace(packageName, '→ $1')).sort()).toEqual(
      planted.flatMap(([, , ...expected]) => expected).sort(),
    );
  });

  it('imports: rejects sources that cannot be read', async () => {
    const { code, output } = await judge('imports', { 'tsconfig.json': '{ "compilerOptions": {} }\n' });
    expect(code).toBe(1);
    // Where the packages of the project are built, their names lead there.
    expect(output).toMatch(/^(everything-resolves|sources-not-builds): packages\/interop\/src\/index\.ts → .*sdk/m);
  });

  it('schema rules: rejects missing descriptions, violations of Relay, and wrong names', async () => {
    const contract = clean['schema/printed/schema.graphql'];
    if (contract === undefined) throw new Error('the clean workspace has a contract');
    const { code, output } = await judge('schema rules', {
      'schema/printed/schema.graphql': `${contract}
extend type Query {
  "Things."
  getThings: ThingConnection!
}

"A color."
enum Color {
  red
}

type Undescribed implements Node {
  id: ID!
  "Its color."
  color(shade: Color): Color
}
`,
    });
    expect(code).toBe(1);
    const caught = [...output.matchAll(/^ +(\d+:\d+) +error .* @graphql-eslint\/(\S+)$/gm)];
    const before = contract.split('\n').length;
    const placed = caught.map(([, place = '', rule]) => {
      const [line, column] = place.split(':');
      return `${Number(line) - before}:${column} ${rule}`;
    });
    expect(placed).toEqual([
      '3:3 naming-convention',
      '3:3 relay-arguments',
      '8:3 naming-convention',
      '8:3 require-description',
      '11:6 require-description',
      '12:3 require-description',
      '14:9 require-description',
    ]);
  });

  it('unused code: rejects an unused export, file or dependency, and an undeclared import', async () => {
    const { code, output } = await judge('unused code', {
      'packages/sdk/src/shared/one.ts': 'export const one = 1;\nexport const two = 2;\n',
      'packages/sdk/src/shared/three.ts': 'export const three = 3;\n',
      'packages/interop/package.json': manifest('@collective-impact/interop', ['@collective-impact/sdk', 'yaml']),
      'packages/store/src/index.ts': "export { p } from '@mikro-orm/core';\nexport { parse } from 'yaml';\n",
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^two .*packages\/sdk\/src\/shared\/one\.ts/m);
    expect(output).toMatch(/^packages\/sdk\/src\/shared\/three\.ts/m);
    expect(output).toMatch(/^yaml .*packages\/interop\/package\.json/m);
    expect(output).toMatch(/^yaml .*packages\/store\/src\/index\.ts/m);
  });
});
