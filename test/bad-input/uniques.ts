import type { AnyRecordType } from '@collective-impact/sdk';
import { recordEntities } from '../../packages/store/src/entities.ts';

/** A unique constraint: the condition of its rows, and the values of a record that meets the condition. */
export interface Unique {
  condition: string;
  values: Record<string, unknown>;
}

/** The unique constraints of a table, without those on fields that only rules set. */
export function uniquesOf({ prefix, setByRule }: AnyRecordType): Unique[] {
  const meta = recordEntities.find((entity) => entity.meta.tableName === prefix)?.meta;
  const single = Object.values(meta?.properties ?? {}).filter(({ unique }) => Boolean(unique));
  const uniques = [...(meta?.uniques ?? []), ...single.map(({ name }) => ({ properties: [name], where: undefined }))];
  return uniques
    .filter(({ properties = [] }) => ![properties].flat().some((property) => setByRule.includes(String(property))))
    .map(({ where }) => {
      const condition = typeof where === 'string' ? where : 'true';
      return { condition, values: valuesFor(condition) };
    });
}

/** Values that meet a condition. `ended_on is null and role = 'LEAD'` gives null for `endedOn` and `LEAD` for `role`. */
export function valuesFor(condition: string): Record<string, unknown> {
  const camel = (column: string) => column.replaceAll(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
  const absent = [...condition.matchAll(/(\w+) is null/gi)].map(([, column = '']) => [camel(column), null]);
  const equal = [...condition.matchAll(/(\w+) = '(\w+)'/g)].map(([, column = '', value]) => [camel(column), value]);
  return Object.fromEntries([...absent, ...equal].filter(([name]) => name !== 'status'));
}
