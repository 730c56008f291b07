import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { databaseSettings } from './database-settings.ts';

const guide = readFileSync(new URL('../../../docs/guides/run-a-gateway.md', import.meta.url), 'utf8');

it('the guide lists every setting with its default', () => {
  const documented = [...guide.matchAll(/^\| `([A-Z_]+)` \| (\d+)/gm)].map(([, variable, value]) => [
    variable,
    Number(value),
  ]);
  const settings = Object.values(databaseSettings).map(({ variable, default: value }) => [variable, value]);
  expect(documented).toEqual(settings);
});
