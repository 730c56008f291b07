import { expect, it } from 'vitest';
import { domainOrder, importsOutOfOrder } from './domain-order.ts';

/** The pairs of domains of which a file of the first may not import a file of the second. */
function forbidden(file: string): string[] {
  return domainOrder.flatMap((from) =>
    domainOrder
      .filter((to) => {
        const source = `packages/sdk/src/${from}/${file}`;
        return importsOutOfOrder([{ source, imports: [`packages/sdk/src/${to}/index.ts`] }]).length === 1;
      })
      .map((to) => `${from} → ${to}`),
  );
}

it('a domain of measurement imports only the domains of measurement before it', () => {
  expect(forbidden('one.ts')).toEqual([
    'indicator → reporting',
    'indicator → release',
    'indicator → aggregation',
    'reporting → release',
    'reporting → aggregation',
    'release → aggregation',
  ]);
});

it('a file in a subfolder of a domain follows the order of the domain', () => {
  const [source, path] = ['packages/store/src/indicator/version/one.ts', 'packages/store/src/release/index.ts'];
  expect(importsOutOfOrder([{ source, imports: [path] }])).toEqual([[source, path]]);
});

it('a test may import every domain of measurement', () => {
  expect([forbidden('one.test.ts'), forbidden('one.fixture.ts')]).toEqual([[], []]);
});

it('the order applies within a package, and to no other domains', () => {
  const imports = ['packages/store/src/release/index.ts', 'packages/sdk/src/landscape/index.ts', 'node_modules/zod'];
  expect(importsOutOfOrder([{ source: 'packages/sdk/src/indicator/one.ts', imports }])).toEqual([]);
});
