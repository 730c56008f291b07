import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchema } from '@collective-impact/gateway';
import { type FieldNode, parse, print, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { asOf } from '../../examples/as-of.ts';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', 'docs/concepts', 'docs/guides'].flatMap((path) =>
  path.endsWith('.md') ? [path] : readdirSync(join(root, path)).map((name) => `${path}/${name}`),
);
const schema = createSchema();

/** Fields whose result, without `on`, does not depend on today: all adoptions, and alignment by present status. */
const withoutToday = ['IndicatorVersion.adoptions', 'Organization.adoptions', 'Ecosystem.alignment'];

/** The fields of a page's queries that take a day, with the day that they pass. */
function daysOn(page: string): { field: string; day: string | undefined }[] {
  const text = readFileSync(join(root, page), 'utf8');
  const found: { field: string; day: string | undefined }[] = [];
  for (const [, block = ''] of text.matchAll(/^```graphql\n(.*?)^```/gms)) {
    const types = new TypeInfo(schema);
    const enter = (node: FieldNode) => {
      const definition = types.getFieldDef();
      if (!definition?.args.some(({ name, type }) => name === 'on' && String(type) === 'Date')) return;
      const day = node.arguments?.find(({ name }) => name.value === 'on')?.value;
      found.push({ field: `${types.getParentType()?.name}.${definition.name}`, day: day && JSON.parse(print(day)) });
    };
    visit(parse(block), visitWithTypeInfo(types, { Field: { enter } }));
  }
  return found;
}

describe('documented queries', () => {
  it('pass the day on which their result depends', () => {
    const fields = pages.flatMap((page) => daysOn(page).map((found) => ({ page, ...found })));
    expect(fields.map(({ field }) => field)).toContain('Ecosystem.progress');
    expect(fields.filter(({ field, day }) => day === undefined && !withoutToday.includes(field))).toEqual([]);
  });

  it('pass the day of the examples, unless the page explains another day', () => {
    const others = pages.map((page) => {
      const days = daysOn(page).flatMap(({ day }) => (day === undefined || day === asOf ? [] : [day]));
      return [page, [...new Set(days)].sort()] as const;
    });
    expect(Object.fromEntries(others.filter(([, days]) => days.length > 0))).toEqual({
      'docs/concepts/aggregation.md': ['2024-09-15', '2024-09-30', '2026-01-15'],
      'docs/concepts/backbone.md': ['2025-09-01'],
      'docs/concepts/indicator.md': ['2025-03-01', '2025-09-01'],
      'docs/concepts/progress.md': ['2023-10-01'],
      'docs/concepts/reporting.md': ['2026-10-01'],
      'docs/guides/shared-measurement.md': ['2025-11-30'],
    });
  });
});
