import { expect, it } from 'vitest';
import { apiReports } from './api-report.ts';
import { Workspace } from './support/workspace.ts';

it('an API report lists the exports of each entry, from any file', () => {
  using workspace = new Workspace([]);
  const exports = {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './part': { types: './dist/part/index.d.ts', default: './dist/part/index.js' },
    './package.json': './package.json',
  };
  workspace.write({
    'packages/one/package.json': JSON.stringify({ name: 'one', exports }),
    'packages/one/dist/index.d.ts': [
      "import { Shape, shape as circle } from './shape.js';",
      '/** Two. */',
      'declare const two: 2;',
      `declare const wide: {\n${'  a: 1;\n'.repeat(70)}};`,
      'export { Shape, circle as round, two, wide };',
    ].join('\n'),
    'packages/one/dist/shape.d.ts': [
      'interface Shape {',
      '    /** The area. */',
      '    area: number;',
      '}',
      'interface Roles {',
      '    STEWARD: "STEWARD";',
      '    "data-team": "data-team";',
      '    OBSERVER: "OBSERVER";',
      '}',
      'declare const level: "LOW" | "HIGH";',
      'interface Hidden {}',
      'declare function shape(): Shape;',
      'export { Roles, Shape, level, shape };',
    ].join('\n'),
    'packages/one/dist/part/index.d.ts': "export * from '../shape.js';\nexport type One = 1;\n",
    'packages/command/package.json': JSON.stringify({ name: 'command' }),
  });
  const [[, report] = []] = apiReports(workspace.folder);
  const hash = /sha256 [0-9a-f]{16}/.exec(report ?? '')?.[0];
  const expected = `# API report of one

Written by \`npm run generate\`. Do not edit.

## \`one\`

4 exports

\`\`\`ts
interface Shape {
    area: number;
}
function shape(): Shape;
const two: 2;
const wide: /* a type of 72 lines, ${hash} */
\`\`\`

## \`one/part\`

5 exports

\`\`\`ts
type One = 1;
interface Roles {
    "data-team": "data-team";
    OBSERVER: "OBSERVER";
    STEWARD: "STEWARD";
}
interface Shape {
    area: number;
}
const level: "HIGH" | "LOW";
function shape(): Shape;
\`\`\`
`;
  expect(apiReports(workspace.folder)).toEqual([['packages/one/api-report.md', expected]]);
});
