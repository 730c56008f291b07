import { ForbiddenError, InputError } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import { pageSize } from './comparison.ts';

/** A fault that is planted in the statements that read the records of a table. */
export interface PlantedLeak {
  /** The kind of path that it concerns. */
  readonly kind: string;
  /** The only field that is read: its type, or `Query`, and its name. */
  readonly path: readonly [type: string, field: string];
  readonly table: string;
  /**
   * What is wrong: hidden records of public ecosystems are read or counted, a page claims that more records follow or has the cursor
   * of a hidden one, an error says that a record exists, or what it is called, or an agreement on totals shares figures by category,
   * and one on named indicators those of others.
   */
  readonly fault: Fault;
  /** The name of the caller who notices it. By default an anonymous one. */
  readonly by?: string;
}

type Fault =
  | 'READS_HIDDEN'
  | 'COUNTS_HIDDEN'
  | 'CLAIMS_MORE'
  | 'HAS_CURSOR_OF_HIDDEN'
  | 'REFUSES_HIDDEN'
  | 'NAMES_HIDDEN'
  | keyof typeof sharedTerms;

/** The conditions of terms of agreements in statements, and what they are replaced by. */
const sharedTerms = {
  SHARES_CATEGORIES: [`"sb"."category_ids" = '{}'`, 'true'],
  SHARES_OTHER_INDICATORS: ['where "iv"."indicator_id" = any(', 'where true or "iv"."indicator_id" = any('],
} as const;

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
  { kind: 'a cursor', path: ['CommonAgenda', 'goals'], table: 'goal', fault: 'HAS_CURSOR_OF_HIDDEN' },
  { kind: 'an error', path: ['Query', 'node'], table: 'organization', fault: 'REFUSES_HIDDEN' },
  { kind: 'the message of an error', path: ['Query', 'node'], table: 'organization', fault: 'NAMES_HIDDEN' },
  { kind: 'an error of a nested record', path: ['Activity', 'lead'], table: 'organization', fault: 'REFUSES_HIDDEN' },
  { kind: 'an analysis', path: ['Ecosystem', 'alignment'], table: 'activity', fault: 'READS_HIDDEN' },
  {
    kind: 'an agreement on totals',
    path: ['DataQualityRule', 'name'],
    table: 'data_quality_rule',
    fault: 'SHARES_CATEGORIES',
    by: 'an OBSERVER of a network with an agreement on totals',
  },
  {
    kind: 'an agreement on named indicators',
    path: ['Baseline', 'value'],
    table: 'baseline',
    fault: 'SHARES_OTHER_INDICATORS',
    by: 'an OBSERVER of a network with an agreement on named indicators',
  },
];

/** Filters by what other records are: a hidden one must not decide whether a record is in the list. */
export const plantedFilters: readonly PlantedLeak[] = [
  { kind: 'the lead', path: ['Ecosystem', 'activities'], table: 'organization', fault: 'READS_HIDDEN' },
  { kind: 'the goal', path: ['Ecosystem', 'gaps'], table: 'goal', fault: 'READS_HIDDEN' },
];

type Compiled = Parameters<ReturnType<Database['kysely']>['executeQuery']>[0] & { readonly sql: string };

type Row = Readonly<Record<string, unknown>>;

/** The same database with a planted leak in what the gateway reads. */
export function withLeak(database: Database, { table, fault }: PlantedLeak): Database {
  const reads = (sql: string): string => {
    const aliases = [...sql.matchAll(new RegExp(`"${table}" as "(\\w+)"`, 'g'))].map(([, alias = '']) => alias);
    return aliases.reduce((text, alias) => text.replaceAll(`"${alias}"."visibility" in ('PUBLIC')`, 'true'), sql);
  };
  const isPage = (sql: string) => sql.includes(`from "${table}" as "t"`) && sql.includes('lateral');
  const kysely = database.kysely();
  const execute = async (compiled: Compiled) => {
    const { sql } = compiled;
    if (fault in sharedTerms) {
      const [term, other] = sharedTerms[fault as keyof typeof sharedTerms];
      return await kysely.executeQuery({ ...compiled, sql: sql.replaceAll(term, other) });
    }
    if (fault === 'READS_HIDDEN' || (fault === 'COUNTS_HIDDEN' && sql.includes('count(*)')))
      return await kysely.executeQuery({ ...compiled, sql: reads(sql) });
    const result = await kysely.executeQuery(compiled);
    const rows = result.rows as Row[];
    if (fault === 'CLAIMS_MORE' && isPage(sql)) return { ...result, rows: claimingMore(rows) };
    if (fault === 'COUNTS_HIDDEN' || fault === 'CLAIMS_MORE' || reads(sql) === sql) return result;
    const all = (await kysely.executeQuery({ ...compiled, sql: reads(sql) })).rows as Row[];
    const hidden = all.find(({ id }) => id !== undefined && !rows.some((row) => row.id === id));
    if (!hidden) return result;
    if (fault === 'REFUSES_HIDDEN') throw new ForbiddenError('You may not see this record.');
    if (fault === 'NAMES_HIDDEN') throw new InputError(`You may not see ${hidden.name}.`);
    // The keys of the cursor are those of the hidden row.
    const mixed = rows.map(({ id, parent }) => ({ ...hidden, id, parent }));
    return isPage(sql) ? { ...result, rows: mixed } : result;
  };
  return readingWith(database, execute);
}

type Execute = ReturnType<Database['kysely']>['executeQuery'];

/** The same database, whose readers run their statements by `execute`. Periodic tasks and writers do not. */
function readingWith(database: Database, execute: (compiled: Compiled) => ReturnType<Execute>): Database {
  const reading = new Proxy(database.kysely(), {
    get: (target, name) => {
      if (name === 'executeQuery') return execute;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...database, kysely: (() => reading) as Database['kysely'] };
}

/** One row more than the page tells the reader that others follow. */
function claimingMore(rows: readonly Row[]): Row[] {
  const longer = (page: readonly Row[]) =>
    [...page, ...Array<Row>(pageSize).fill(page.at(-1) ?? {})].slice(0, pageSize + 1);
  const pages = [...Map.groupBy(rows, ({ parent }) => parent).values()];
  return pages.flatMap((page) => (page.length > pageSize ? page : longer(page)));
}
