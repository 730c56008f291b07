import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { serveNumbers } from './serve/serve-numbers.ts';

const guide = readFileSync(new URL('../../../docs/guides/run-a-gateway.md', import.meta.url), 'utf8');

it('the guide lists every setting with its default', () => {
  const documented = [...guide.matchAll(/^\| `([A-Z_]+)` \| ([\d,.]+)/gm)].map(([, variable, value]) => [
    variable,
    Number(value?.replaceAll(',', '')),
  ]);
  const settings = Object.values(serveNumbers).map(({ variable, default: value }) => [variable, value]);
  expect(documented).toEqual(settings);
});
