import { copyFileSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/*
 * node scripts/schema-changes.ts             fails on breaking changes of the schema that the change log does not explain
 * node scripts/schema-changes.ts --accept    makes the printed schema the new baseline, when a version is published
 *
 * The baseline is the schema that clients rely on. Every breaking change since then needs a line in the change log,
 * under "Unreleased", "Schema migrations". The line names what changed in backticks and says what clients do instead.
 */

const baseline = 'test/schema-baseline.graphql';
const printed = 'schema/printed/schema.graphql';
const heading = '### Schema migrations';

/** The lines under the heading in the "Unreleased" section of the change log. */
function migrationLines(): string[] {
  const [, unreleased = ''] = readFileSync('CHANGELOG.md', 'utf8').split(/^## Unreleased$/m);
  const [current = ''] = unreleased.split(/^## /m);
  const [, section = ''] = current.split(new RegExp(`^${heading}$`, 'm'));
  const [lines = ''] = section.split(/^#/m);
  return lines.split('\n');
}

async function unexplainedChanges(): Promise<string[]> {
  const [before, after] = [baseline, printed].map((path) => buildSchema(readFileSync(path, 'utf8')));
  if (!before || !after) throw new Error(`${baseline} and ${printed} are needed`);
  const lines = migrationLines();
  const changes = await diff(before, after);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter(({ path }) => !lines.some((line) => line.includes(`\`${path}\``)))
    .map(({ path, message }) => `${message}. Add a line to CHANGELOG.md under "${heading}": - \`${path}\`: …`);
}

const { values } = parseArgs({ options: { accept: { type: 'boolean' } } });

if (values.accept) {
  copyFileSync(printed, baseline);
} else {
  const unexplained = await unexplainedChanges();
  for (const change of unexplained) console.error(change);
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}
