import { encodeTypeId, recordTypes, type Visibility } from '@collective-impact/sdk';
import { notVoidable } from '@collective-impact/sdk/access';
import type { Database } from '@collective-impact/store';
import { withVoided } from '../../../packages/store/src/shared/database/schema/current-records.ts';

/** A stored record, as the oracle knows it. All ids are UUIDs, except `id`. */
export interface MatrixRecord {
  /** TypeID. */
  readonly id: string;
  readonly uuid: string;
  /** The name of its type, such as `Goal`. */
  readonly type: string;
  readonly ecosystem: string;
  readonly visibility: Visibility;
  /** The organizations that own it. */
  readonly owners: readonly string[];
  /** Principal (UUID) that sees the record because it made it. Null for types that have no such rule. */
  readonly author: string | null;
  /** Other ecosystems whose stewards see it. */
  readonly sharedWith: readonly string[];
  /** The least disclosure threshold with which its figure was checked. Null if it has none. */
  readonly threshold: number | null;
  /** The indicators (UUIDs) of its ecosystem to which it refers; of an indicator, itself. */
  readonly indicators: readonly string[];
  /** Whether its figure is of a category, or compares categories. */
  readonly isByCategory: boolean;
  /** The two ecosystems of a membership, if it is one. */
  readonly membership: { readonly network: string; readonly member: string } | null;
  /** The texts and codes in its fields. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Its texts that no other record has. */
  readonly markers: readonly string[];
}

/** A text that a record of the matrix contains, and no other record: `text-12`. */
export const marker = /text-\d+/g;

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

type Row = Record<string, unknown> & { id: string; ecosystem_id: string; visibility: Visibility };

/** Reads every record of every type from its table, without any code that decides who sees it. */
export async function storedRecords(database: Database): Promise<MatrixRecord[]> {
  const records: MatrixRecord[] = [];
  const ownersOf = new Map<string, readonly string[]>();
  // A release states the places of the reports from which its figures are.
  const places: { release_id: string; text: string }[] = await database.orm.em
    .fork()
    .execute(
      `select "release_id", string_agg(distinct "place"::text, ' ') as "text" from "released_cell" group by "release_id"`,
    );
  const figures: { id: string; categories: number }[] = await database.orm.em
    .fork()
    .execute('select "id", cardinality("category_ids") as "categories" from "breakdown"');
  const totals = new Set(figures.filter(({ categories }) => categories === 0).map(({ id }) => id));
  const published = new Map(places.map(({ release_id: id, text }) => [id, text]));
  const execute = (statement: string): Promise<Row[]> => database.orm.em.fork().execute(statement);
  const ecosystems = await execute('select * from "ecosystem"');
  const indicators = indicatorsOf([
    ...(await execute('select "id", "ecosystem_id", "id" as "indicator_id" from "indicator"')),
    ...(await execute('select "id", "ecosystem_id", "indicator_id" from "indicator_version"')),
  ]);
  const thresholds = new Map(ecosystems.map(({ id, disclosure_threshold: least }) => [id, Number(least)]));
  for (const { name, prefix, ownedBy, sharedWith } of recordTypes) {
    const column = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const row of await execute(`select * from "${prefix}" order by "id"`)) {
      const idsIn = (fields: readonly string[]) =>
        fields.flatMap((field) => (row[column(field)] as string | null) ?? []);
      // A proposal is the last type. The owners of its record see it.
      const owners = name === 'Proposal' ? (ownersOf.get(String(row.record_id)) ?? []) : idsIn(ownedBy);
      ownersOf.set(row.id, owners);
      records.push({
        id: encodeTypeId(prefix, row.id),
        uuid: row.id,
        type: name,
        ecosystem: row.ecosystem_id,
        visibility: row.visibility,
        owners,
        author: name === 'Proposal' ? ((row.proposer_id ?? null) as string | null) : null,
        sharedWith: idsIn(sharedWith),
        threshold: thresholdOf(prefix, { row, thresholds }),
        indicators: indicators(row),
        isByCategory: isByCategory(row, totals),
        membership: name === 'NetworkMembership' ? membershipOf(row) : null,
        texts: textsOf(row),
        markers: `${JSON.stringify(row)} ${published.get(row.id)}`.match(marker) ?? [],
      });
    }
  }
  return records;
}

/** Finds the indicators of its ecosystem that a row names in any of its columns, itself or by one of their versions. */
function indicatorsOf(named: readonly Row[]): (row: Row) => string[] {
  const ofEcosystem = new Map(named.map((each) => [`${each.ecosystem_id} ${each.id}`, String(each.indicator_id)]));
  return (row) => {
    const values = Object.values(row).filter((value) => typeof value === 'string' || isListOfTexts(value));
    const ids = values.flatMap((value) => String(value).match(uuid) ?? []);
    return [...new Set(ids.flatMap((id) => ofEcosystem.get(`${row.ecosystem_id} ${id}`) ?? []))];
  };
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isByCategory(row: Row, totals: ReadonlySet<unknown>): boolean {
  const { breakdown_id: breakdown, categories = [], disparity = null } = row;
  return (breakdown !== undefined && !totals.has(breakdown)) || !isListOfTexts(categories) || disparity !== null;
}

/** A text is a value of its field, and so is the code in a JSON object. */
function textsOf(row: Row): Record<string, string[]> {
  const entries = Object.entries(row).flatMap(([column, value]): [string, string[]][] => {
    const field = column.replaceAll(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
    if (typeof value === 'string') return [[field, [value]]];
    const code: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'code') : undefined;
    return typeof code === 'string' ? [[field, [code]]] : [];
  });
  return Object.fromEntries(entries);
}

function membershipOf({ network_id: network, member_id: member }: Row) {
  return { network: String(network), member: String(member) };
}

/** Hides records, or shows them again, as if they did not exist: their types permitting, they are voided, and no trigger sees it. */
export async function setVoided(
  database: Database,
  { records, isVoided }: { records: readonly MatrixRecord[]; isVoided: boolean },
): Promise<void> {
  await database.orm.em.fork().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica');
    for (const { name, prefix } of recordTypes) {
      if (prefix in notVoidable) continue;
      const ids = records.filter(({ type }) => type === name).map(({ uuid }) => uuid);
      await em.execute(`update "${withVoided(prefix)}" set "is_voided" = ? where "id" = any(?::uuid[])`, [
        isVoided,
        `{${ids.join()}}`,
      ]);
    }
  });
}

/** Gives records the visibility that they have here, as if they had always had it: no trigger sees it. */
export async function setVisibility(database: Database, records: readonly MatrixRecord[]): Promise<void> {
  await database.orm.em.fork().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica');
    for (const { name, prefix } of recordTypes) {
      const ofType = records.filter(({ type }) => type === name);
      for (const [visibility, group] of Map.groupBy(ofType, (record) => record.visibility)) {
        const ids = `{${group.map(({ uuid }) => uuid).join()}}`;
        await em.execute(
          `update "${withVoided(prefix)}" set "visibility" = ? where "id" = any(?::uuid[]) and "visibility" <> ?`,
          [visibility, ids, visibility],
        );
      }
    }
  });
}

/** Makes a principal (UUID) the proposer of all proposals, as if it had always been: no trigger sees it. */
export async function setProposer(database: Database, principal: string): Promise<void> {
  await database.orm.em.fork().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica');
    await em.execute(`update "${withVoided('proposal')}" set "proposer_id" = ?`, [principal]);
  });
}

function thresholdOf(prefix: string, { row, thresholds }: { row: Row; thresholds: Map<string, number> }) {
  if (prefix === 'release') return Number(row.threshold);
  return prefix === 'baseline' ? (thresholds.get(row.ecosystem_id) ?? 0) : null;
}
