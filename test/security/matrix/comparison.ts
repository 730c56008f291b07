import { Memberships } from './memberships.ts';
import type { Caller, Oracle } from './oracle.ts';
import type { MatrixRecord } from './records.ts';
import { marker } from './records.ts';

/** A value of an answer. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

type JsonObject = { readonly [name: string]: Json };

/** How many records of a connection a caller reads; the answer to which it is compared has all. */
export const pageSize = 2;

/**
 * Fields that are computed for each caller from the records that it sees, or from some that few callers see. They may differ in
 * more than hidden records, and they never contain one.
 */
export const computedFields: Readonly<Record<string, string>> = {
  'Baseline.categories': 'Null unless the caller sees the version of the indicator.',
  'Crosswalk.mappings': 'Null unless the caller sees both versions.',
  'DataQualityRule.categories': 'Null unless the caller sees the version of the indicator.',
  'Ecosystem.alignment': 'It compares the goals and activities that the caller sees.',
  'Ecosystem.partnershipNetwork': 'It is computed from the ratings that the caller sees.',
  'FundingSummary.byStrategyKind': 'It sums the funding of the strategies that the caller sees.',
  'Indicator.disparities': 'It compares the published figures that the caller sees.',
  'IndicatorVersion.comparableWith': 'Null unless the caller sees both versions.',
  'IndicatorVersion.reporting': 'For data stewards only.',
  'Release.reportsOutsideTotals': 'For data stewards only.',
  'ReportRequest.reporting': 'For data stewards only.',
  'Target.categories': 'Null unless the caller sees the version of the indicator.',
  'Target.progress': 'Null unless the caller sees the version of the indicator.',
};

/** A field of a record. */
interface Field {
  readonly of: MatrixRecord;
  readonly name: string;
}

/** The same part of two answers: all of it, and what the caller was answered. */
interface Compared {
  readonly all: Json;
  readonly own: Json;
  readonly path: string;
  /** The field of a record that has this value. */
  readonly field?: Field | undefined;
}

/** A TypeID within a text. */
export const typeId = /\b[a-z]+(?:_[a-z]+)*_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

/**
 * Compares what a caller is answered with what a caller who sees everything is answered. It must be the same without the records
 * that the oracle hides: at each reference, in each list, count and page. Nothing of a hidden record may be in the answer.
 */
export class Comparison {
  readonly #oracle: Oracle;
  readonly #memberships: Memberships;
  readonly #records: ReadonlyMap<string, MatrixRecord>;
  readonly #owners: ReadonlyMap<string, readonly MatrixRecord[]>;

  constructor(oracle: Oracle, records: readonly MatrixRecord[]) {
    this.#oracle = oracle;
    this.#memberships = new Memberships(oracle, records);
    this.#records = new Map(records.map((record) => [record.id, record]));
    const marked = records.flatMap((record) => record.markers.map((text) => ({ text, record })));
    const groups = Map.groupBy(marked, ({ text }) => text);
    this.#owners = new Map([...groups].map(([text, group]) => [text, group.map(({ record }) => record)]));
  }

  /** What is wrong with an answer; empty if nothing is. */
  faults(caller: Caller, { all, own }: { all: Json; own: Json }): string[] {
    return [...this.#leaks(caller, own), ...this.#differences(caller, { all, own, path: '' })];
  }

  /** The hidden ids and texts in an answer. */
  #leaks(caller: Caller, own: Json): string[] {
    const text = JSON.stringify(own);
    const hidden = (record: MatrixRecord | undefined) => record !== undefined && !this.#oracle.sees(caller, record);
    const ids = (text.match(typeId) ?? []).filter((id) => hidden(this.#records.get(id)));
    const texts = (text.match(marker) ?? []).filter((each) => this.#owners.get(each)?.every(hidden));
    return [...new Set([...ids, ...texts])].map(
      (leak) => `${leak} is hidden, and it is in the answer: …${around(text, leak)}…`,
    );
  }

  #differences(caller: Caller, { all, own, path, field }: Compared): string[] {
    if (all === null || typeof all !== 'object') return [];
    if (isList(all)) return this.#listDifferences(caller, { all, own, path });
    const at = path + (typeof all.__typename === 'string' ? `<${all.__typename}>` : '');
    const record = this.#recordOf(all);
    if (record && !this.#oracle.sees(caller, record)) return own === null ? [] : [`${at} must be null`];
    if (own === null || typeof own !== 'object' || isList(own)) return [`${at} must not be ${JSON.stringify(own)}`];
    if (record && own.id !== all.id) return [`${at} must be ${all.id}`];
    if (isList(all.nodes) && isObject(all.pageInfo))
      return this.#pageDifferences(caller, { all, own, path: at, field });
    return Object.entries(all).flatMap(([name, value]) =>
      `${all.__typename}.${name}` in computedFields
        ? []
        : this.#differences(caller, {
            all: value,
            own: own[name] ?? null,
            path: `${at}.${name}`,
            ...(record && { field: { of: record, name } }),
          }),
    );
  }

  #listDifferences(caller: Caller, { all, own, path }: { all: readonly Json[]; own: Json; path: string }): string[] {
    if (!isList(own)) return all.length === 0 && own === null ? [] : [`${path} must be a list`];
    // The entries of `nodes(ids)` keep their positions, and other lists of records contain those that are visible.
    if (own.length === all.length) {
      return all.flatMap((each, at) => this.#differences(caller, { all: each, own: own[at] ?? null, path }));
    }
    const ids = this.#visibleIds(caller, all);
    if (ids === null) return own.length > all.length ? [`${path} has ${own.length} entries of ${all.length}`] : [];
    return same(idsIn(own), ids) ? [] : [`${path} must contain ${ids}, not ${idsIn(own)}`];
  }

  #pageDifferences(
    caller: Caller,
    { all, own, path, field }: Compared & { all: JsonObject; own: JsonObject },
  ): string[] {
    const visible = this.#visibleIds(caller, all.nodes as readonly Json[]);
    if (visible === null) return [];
    const ids = field ? visible.filter((id) => this.#isListed(caller, { id, field })) : visible;
    const page = ids.slice(0, pageSize);
    const info = own.pageInfo as JsonObject;
    const edges = own.edges as readonly JsonObject[];
    const cursors = new Map((all.edges as JsonObject[]).map(({ node, cursor }) => [(node as JsonObject).id, cursor]));
    // Only the lists at the root, which contain every record of a type, are longer than the page that was read.
    const isLonger = Number(all.totalCount ?? 0) > (all.nodes as readonly Json[]).length;
    const count = isLonger ? this.#countOf(caller, ids) : ids.length;
    const expected: [string, Json, Json][] = [
      ['totalCount', own.totalCount ?? null, 'totalCount' in all ? count : null],
      ['nodes', idsIn(own.nodes as readonly Json[]), page],
      ['edges', idsIn(edges.map(({ node }) => node ?? null)), page],
      ['cursors', edges.map(({ cursor }) => cursor ?? null), page.map((id) => cursors.get(id) ?? null)],
      ['hasNextPage', info.hasNextPage ?? null, count > pageSize],
      ['hasPreviousPage', info.hasPreviousPage ?? null, false],
      ['startCursor', info.startCursor ?? null, cursors.get(page[0] ?? '') ?? null],
      ['endCursor', info.endCursor ?? null, cursors.get(page.at(-1) ?? '') ?? null],
    ];
    return expected.flatMap(([name, value, right]) =>
      same(value, right) ? [] : [`${path}.${name} must be ${JSON.stringify(right)}, not ${JSON.stringify(value)}`],
    );
  }

  /** The ids of the visible records of a list. Null if its entries are not records. */
  #visibleIds(caller: Caller, list: readonly Json[]): string[] | null {
    const records = list.map((entry) => (isObject(entry) ? this.#recordOf(entry) : undefined));
    if (records.includes(undefined)) return null;
    return records.flatMap((record) => (record && this.#oracle.sees(caller, record) ? record.id : []));
  }

  /** Whether a visible record is in a list that shows records because of others, or to data stewards only. */
  #isListed(caller: Caller, { id, field }: { id: string; field: Field }): boolean {
    const record = this.#records.get(id);
    if (!record) return true;
    const path = `${field.of.type}.${field.name}`;
    if (path === 'Release.reportsOutsideTotals') return this.#oracle.manages(caller, record);
    if (path === 'Ecosystem.networks') return this.#memberships.shows(caller, { member: field.of, network: record });
    if (path === 'Ecosystem.memberEcosystems')
      return this.#memberships.shows(caller, { member: record, network: field.of });
    return true;
  }

  /** How many records of the type of these the caller sees. */
  #countOf(caller: Caller, [id = '']: readonly string[]): number {
    const type = this.#records.get(id)?.type;
    return [...this.#records.values()].filter((each) => each.type === type && this.#oracle.sees(caller, each)).length;
  }

  #recordOf({ __typename, id }: JsonObject): MatrixRecord | undefined {
    const record = typeof id === 'string' ? this.#records.get(id) : undefined;
    return record?.type === __typename ? record : undefined;
  }
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function idsIn(list: readonly Json[]): Json[] {
  return list.map((entry) => (isObject(entry) ? (entry.id ?? null) : entry));
}

function same(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function around(text: string, part: string): string {
  const at = text.indexOf(part);
  return text.slice(Math.max(0, at - 120), at + part.length + 40);
}
