import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Workspace } from './support/workspace.ts';

const before = `type Query {
  goals(first: Int): [String!]!
  name: String!
}

enum Status {
  OPEN
  CLOSED
}
`;

const unreleased = (text: string) =>
  `# Changelog\n\n## Unreleased\n\n${text}\n\n## 0.1.0\n\n### Schema migrations\n\n- \`Query.name\`: older.\n`;

/** Compares a schema with the baseline, under a change log. */
async function compare({ after, changelog = '', args = [] }: { after: string; changelog?: string; args?: string[] }) {
  using workspace = new Workspace(['scripts/schema-changes.ts']);
  workspace.linkModules();
  workspace.write({
    'package.json': '{ "type": "module" }\n',
    'test/schema-baseline.graphql': before,
    'schema/printed/schema.graphql': after,
    'CHANGELOG.md': unreleased(changelog),
  });
  const run = await workspace.run({ program: process.execPath, args: ['scripts/schema-changes.ts', ...args] });
  return { ...run, baseline: readFileSync(join(workspace.folder, 'test/schema-baseline.graphql'), 'utf8') };
}

const without = (line: string) => before.replace(`  ${line}\n`, '');

describe.concurrent('changes of the schema', () => {
  it('pass if they are additions', async () => {
    const after = `${before.replace('  OPEN\n', '  OPEN\n  HELD\n')}\n"Added." type Added {\n  one: Int\n}\n`;
    expect(await compare({ after })).toMatchObject({ code: 0, output: '' });
  });

  it('are all reported if they break clients and the change log does not name them', async () => {
    const after = without('CLOSED').replace('goals(first: Int)', 'goals');
    const { code, output } = await compare({ after });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      "Argument 'first: Int' was removed from field 'Query.goals'. Add a line to CHANGELOG.md under \"### Schema migrations\": - `Query.goals.first`: …",
      "Enum value 'CLOSED' was removed from enum 'Status'. Add a line to CHANGELOG.md under \"### Schema migrations\": - `Status.CLOSED`: …",
    ]);
  });

  it('pass if the unreleased section of the change log names each of them', async () => {
    const changelog = '### Schema migrations\n\n- `Status.CLOSED`: use `OPEN`.';
    expect(await compare({ after: without('CLOSED'), changelog })).toMatchObject({ code: 0, output: '' });
  });

  it('are reported if only another section, or an older version, names them', async () => {
    const other = '### Changed\n\n- `Query.name`: removed.';
    expect((await compare({ after: without('name: String!'), changelog: other })).output).toContain('`Query.name`');
    expect((await compare({ after: without('name: String!') })).output).toContain('`Query.name`');
  });

  it('become the baseline with --accept', async () => {
    const after = without('CLOSED');
    expect(await compare({ after, args: ['--accept'] })).toMatchObject({ code: 0, baseline: after });
  });
});
