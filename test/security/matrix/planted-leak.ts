import type { Database } from '@collective-impact/store';
import { pageSize } from './comparison.ts';

/** A fault that is planted in the statements that read the records of a table. */
export interface PlantedLeak {
  /** The kind of path that it concerns. */
  readonly kind: string;
  /** The only field that is read: its type, or `Query`, and its name. */
  readonly path: readonly [type: string, field: string];
  readonly table: string;
  /** What is wrong: hidden records of public ecosystems are read or counted, or a page claims that more records follow. */
  readonly fault: 'READS_HIDDEN' | 'COUNTS_HIDDEN' | 'CLAIMS_MORE';
}

/** One leak for each kind of path. */
export const plantedLeaks: readonly PlantedLeak[] = [
  { kind: 'a list', path: ['Query', 'organizations'], table: 'organization', fault: 'READS_HIDDEN' },
  { kind: 'a record by its id', path: ['Query', 'node'], table: 'organization', fault: 'READS_HIDDEN' },
  { kind: 'the text of a record', path: ['Participant', 'code'], table: 'participant', fault: 'READS_HIDDEN' },
  { kind: 'a nested record', path: ['Activity', 'lead'], table: 'organization', fault: 'READS_HIDDEN' },
  { kind: 'a nested list', path: ['CommonAgenda', 'goals'], table: 'goal', fault: 'READS_HIDDEN' },
  {
    kind: 'a list by way of others',
    path: ['Ecosystem', 'memberEcosystems'],
    table: 'network_membership',
    fault: 'READS_HIDDEN',
  },
  { kind: 'a count', path: ['Ecosystem', 'activities'], table: 'activity', fault: 'COUNTS_HIDDEN' },
  { kind: 'a page', path: ['CommonAgenda', 'goals'], table: 'goal', fault: 'CLAIMS_MORE' },
  { kind: 'an analysis', path: ['Ecosystem', 'alignment'], table: 'activity', fault: 'READS_HIDDEN' },
];

interface Compiled {
  readonly sql: string;
}

/** The same database with a planted leak in what the gateway reads. */
export function withLeak(database: Database, { table, fault }: PlantedLeak): Database {
  const tampered = (sql: string): string => {
    if (fault === 'CLAIMS_MORE' || (fault === 'COUNTS_HIDDEN' && !sql.includes('count(*)'))) return sql;
    const aliases = [...sql.matchAll(new RegExp(`"${table}" as "(\\w+)"`, 'g'))].map(([, alias = '']) => alias);
    return aliases.reduce((text, alias) => text.replaceAll(`"${alias}"."visibility" in ('PUBLIC')`, 'true'), sql);
  };
  const isPage = (sql: string) => sql.includes(`from "${table}" as "t"`) && sql.includes('lateral');
  const kysely = database.kysely();
  const execute = async (compiled: Parameters<typeof kysely.executeQuery>[0] & Compiled) => {
    const result = await kysely.executeQuery({ ...compiled, sql: tampered(compiled.sql) });
    if (fault !== 'CLAIMS_MORE' || !isPage(compiled.sql)) return result;
    const pages = Map.groupBy(result.rows, (row) => (row as { parent: string }).parent);
    // One row more than the page tells the reader that others follow.
    const longer = (rows: typeof result.rows) => [...rows, ...Array(pageSize).fill(rows.at(-1))].slice(0, pageSize + 1);
    return { ...result, rows: [...pages.values()].flatMap((rows) => (rows.length > pageSize ? rows : longer(rows))) };
  };
  const leaking = new Proxy(kysely, {
    get: (target, name) => {
      if (name === 'executeQuery') return execute;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...database, kysely: (() => leaking) as Database['kysely'] };
}
