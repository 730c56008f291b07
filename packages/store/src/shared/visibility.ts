import { type Grant, includesRole, recordTypes, type Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { columnName } from './column-name.ts';

/** The columns of a table that contain the organizations that own a record. Tables of other rows have no entry. */
const ownerColumns = new Map(recordTypes.map(({ prefix, ownedBy }) => [prefix as string, ownedBy.map(columnName)]));

/**
 * The condition, which every reader adds for a table of records, that the viewer may see the record. It is never null, and it is
 * in parentheses, so that the query builder and raw SQL can combine and negate it. No other code decides who sees what.
 *
 * Everyone sees public records of public ecosystems. A principal also sees the records of each ecosystem that its role in it
 * allows: a STEWARD or BACKBONE every record, others those that are not RESTRICTED and those that belong to its organizations.
 */
export function visibleTo(
  viewer: Viewer,
  { table, alias = 't' }: { table: string; alias?: string },
): RawBuilder<boolean> {
  const owners = ownerColumns.get(table);
  if (owners === undefined) throw new Error(`${table} is not a table of records.`);
  if (isUnrestricted(viewer)) return sql<boolean>`true`;
  const visibility = sql.ref(`${alias}.visibility`);
  const ecosystem = sql.ref(`${alias}.ecosystem_id`);
  const isPublic = sql<boolean>`(${visibility} in ('PUBLIC') and ${ecosystem} in (select "e"."id" from "ecosystem" as "e" where "e"."visibility" in ('PUBLIC')))`;
  const { stewarded, joined, shared, organizations } = entitlementOf(viewer);
  // A record without an owner belongs to nobody: null must not make the condition null.
  const isOwned = owners.map(
    (column) => sql`coalesce(${sql.ref(`${alias}.${column}`)} = any(${organizations}::uuid[]), false)`,
  );
  const isOpen = sql`${visibility} <> 'RESTRICTED'`;
  const ofMember = organizations.length === 0 ? isOpen : sql`(${sql.join([isOpen, ...isOwned], sql` or `)})`;
  const conditions = [
    isPublic,
    ...(stewarded.length > 0 ? [sql`${ecosystem} = any(${stewarded}::uuid[])`] : []),
    ...(joined.length > 0 ? [sql`(${ecosystem} = any(${joined}::uuid[]) and ${ofMember})`] : []),
    ...(shared.length > 0
      ? [sql`(${ecosystem} = any(${shared}::uuid[]) and ${visibility} in ('PUBLIC', 'NETWORK'))`]
      : []),
  ];
  return conditions.length === 1 ? isPublic : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** The condition that the viewer is a steward of the ecosystem of a row. Rows of any table have the column. */
export function isStewardOfRow(viewer: Viewer, alias = 't'): RawBuilder<boolean> {
  if (isUnrestricted(viewer)) return sql<boolean>`true`;
  const { stewarded } = entitlementOf(viewer);
  return stewarded.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`${sql.ref(`${alias}.ecosystem_id`)} = any(${stewarded}::uuid[])`;
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
  /** Ecosystems of which it sees what they share with their networks. */
  readonly shared: readonly string[];
  /** Organizations for which it acts. */
  readonly organizations: readonly string[];
}

const none: Entitlement = { stewarded: [], joined: [], shared: [], organizations: [] };

function entitlementOf(viewer: Viewer): Entitlement {
  if (viewer.kind !== 'PRINCIPAL') return none;
  const isSteward = ({ role }: Grant) => includesRole(role, 'STEWARD');
  const joined = viewer.grants.filter((grant) => !isSteward(grant) && grant.isOpenToMembers);
  return {
    stewarded: viewer.grants.filter(isSteward).map(({ ecosystemId }) => ecosystemId),
    joined: joined.map(({ ecosystemId }) => ecosystemId),
    shared: viewer.networkEcosystemIds,
    organizations: joined.flatMap(({ organizationIds }) => organizationIds),
  };
}
