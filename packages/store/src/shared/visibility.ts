import { type AnyRecordType, type Grant, readsEverything, recordTypes, type Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { columnName } from './column-name.ts';
import { sharedByAgreements } from './shared-by-agreements.ts';

/** The record type of each table of records. */
const types: ReadonlyMap<string, AnyRecordType> = new Map(recordTypes.map((type) => [type.prefix, type]));

/**
 * The condition, which every reader adds for a table of records, that the viewer may see the record. It is never null, and it is
 * in parentheses, so that the query builder and raw SQL can combine and negate it. No other code decides who sees what.
 *
 * Everyone sees public records of public ecosystems. A principal also sees the records of each ecosystem that its role in it
 * allows: a STEWARD or BACKBONE every record, others those that are not RESTRICTED, those that belong to its organizations, and
 * those of which it is the author or that are about records of its organizations (`concerns`). It sees the records that an agreement
 * shares with a network in which it has a grant. Stewards also see records that concern their ecosystem and that another one keeps.
 */
export function visibleTo(
  viewer: Viewer,
  { table, alias = 't' }: { table: string; alias?: string },
): RawBuilder<boolean> {
  const type = types.get(table);
  if (type === undefined) throw new Error(`${table} is not a table of records.`);
  if (isUnrestricted(viewer)) return sql<boolean>`true`;
  const visibility = sql.ref(`${alias}.visibility`);
  const ecosystem = sql.ref(`${alias}.ecosystem_id`);
  // Not `in`: with alternatives, PostgreSQL would read all ecosystems, however few rows there are.
  const isPublic = sql<boolean>`(${visibility} in ('PUBLIC') and exists (select from "ecosystem" as "shown" where "shown"."id" = ${ecosystem} and "shown"."visibility" in ('PUBLIC')))`;
  const { stewarded, joined, organizations } = entitlementOf(viewer);
  // A record without an owner belongs to nobody: null must not make the condition null.
  const isOwned = type.ownedBy.map(
    (field) => sql`coalesce(${sql.ref(`${alias}.${columnName(field)}`)} = any(${organizations}::uuid[]), false)`,
  );
  const isOpen = sql`${visibility} <> 'RESTRICTED'`;
  const isConcerned = joined.length === 0 ? [] : concernedIn(viewer, { type, alias, organizations });
  const ofOwner = organizations.length === 0 ? [] : isOwned;
  const besides = [...ofOwner, ...isConcerned];
  const ofMember = besides.length === 0 ? isOpen : sql`(${sql.join([isOpen, ...besides], sql` or `)})`;
  const conditions = [
    isPublic,
    ...(stewarded.length > 0 ? [sql`${ecosystem} = any(${stewarded}::uuid[])`] : []),
    ...(joined.length > 0 ? [sql`(${ecosystem} = any(${joined}::uuid[]) and ${ofMember})`] : []),
    ...(stewarded.length > 0
      ? type.sharedWith.map((field) => sql`${sql.ref(`${alias}.${columnName(field)}`)} = any(${stewarded}::uuid[])`)
      : []),
    ...sharedByAgreements(viewer, { type, alias }),
  ];
  return conditions.length === 1 ? isPublic : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** The types whose records belong to organizations. */
const ownedTypes = recordTypes.filter((type: AnyRecordType) => type.ownedBy.length > 0);

/** The conditions that the viewer is the author of a row about another record, or that the other record belongs to its organizations. */
function concernedIn(
  viewer: Viewer,
  { type, alias, organizations }: { type: AnyRecordType; alias: string; organizations: readonly string[] },
): RawBuilder<unknown>[] {
  if (type.concerns === null || viewer.kind !== 'PRINCIPAL') return [];
  const column = (field: string) => sql.ref(`${alias}.${columnName(field)}`);
  const { recordType, recordId, author } = type.concerns;
  const isAuthor = sql`coalesce(${column(author)} = ${viewer.principal.id}::uuid, false)`;
  if (organizations.length === 0) return [isAuthor];
  const isOwned = ownedTypes.map(({ prefix, ownedBy }: AnyRecordType) => {
    const owned = ownedBy.map((field) => sql`${sql.ref(`o.${columnName(field)}`)} = any(${organizations}::uuid[])`);
    return sql`(${column(recordType)} = ${sql.lit(prefix)} and exists (select from ${sql.table(prefix)} as "o" where "o"."id" = ${column(recordId)} and (${sql.join(owned, sql` or `)})))`;
  });
  return [isAuthor, ...isOwned];
}

/** The condition that the viewer is a steward of the ecosystem of a row. Rows of any table have the column. */
export function isStewardOfRow(viewer: Viewer, alias = 't'): RawBuilder<boolean> {
  return isStewardOfColumn(viewer, `${alias}.ecosystem_id`);
}

/** The condition that the viewer is a steward of the ecosystem in a column, such as `t.network_id`. */
export function isStewardOfColumn(viewer: Viewer, column: string): RawBuilder<boolean> {
  if (isUnrestricted(viewer)) return sql<boolean>`true`;
  const { stewarded } = entitlementOf(viewer);
  return stewarded.length === 0 ? sql<boolean>`false` : sql<boolean>`${sql.ref(column)} = any(${stewarded}::uuid[])`;
}

/** Whether the viewer sees every record of every ecosystem: a local program, or a calendar. */
export function isUnrestricted(viewer: Viewer): boolean {
  return viewer.kind === 'LOCAL' || viewer.kind === 'CALENDAR';
}

/** UUIDs of what a principal may see beside public records. */
interface Entitlement {
  /** Ecosystems of which it sees everything. */
  readonly stewarded: readonly string[];
  /** Ecosystems of which it sees what members see. */
  readonly joined: readonly string[];
  /** Organizations for which it acts. */
  readonly organizations: readonly string[];
}

const none: Entitlement = { stewarded: [], joined: [], organizations: [] };

function entitlementOf(viewer: Viewer): Entitlement {
  if (viewer.kind !== 'PRINCIPAL') return none;
  const isSteward = ({ role }: Grant) => readsEverything(role);
  const joined = viewer.grants.filter((grant) => !isSteward(grant) && grant.isOpenToMembers);
  return {
    stewarded: viewer.grants.filter(isSteward).map(({ ecosystemId }) => ecosystemId),
    joined: joined.map(({ ecosystemId }) => ecosystemId),
    organizations: joined.flatMap(({ organizationIds }) => organizationIds),
  };
}
