import type { Issue } from '@collective-impact/sdk';
import { type CommitmentStatus, judgeCommitmentChange } from '@collective-impact/sdk/activity';
import { judgeEndorsementChange } from '@collective-impact/sdk/agenda';
import { judgeReportChange, type ReportStatus } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { LockedRecord } from './dependents.ts';

/** Returns those of these records of a type whose content cannot be changed in their state. */
type FindClosed = (unit: UnitOfWork, ids: readonly string[]) => Promise<string[]>;

/** Finds closed records of a type by the rule for its updates. */
function closedBy<State>(
  { prefix, column, field }: { prefix: string; column: string; field: keyof State & string },
  judge: (state: State) => Issue[],
): [string, FindClosed] {
  const find: FindClosed = async (unit, ids) => {
    const rows = await unit.rows<State & { id: string }>(
      sql`select "id", ${sql.ref(column)} as ${sql.ref(field)} from ${sql.table(withVoided(prefix))} where "id" = any(${ids}::uuid[])`,
    );
    return rows.filter((row) => judge(row).length > 0).map(({ id }) => id);
  };
  return [prefix, find];
}

/** The types with states in which the organization of a record can no longer change it, because others rely on it. */
const finders: ReadonlyMap<string, FindClosed> = new Map([
  closedBy<{ status: ReportStatus }>(
    { prefix: 'indicator_report', column: 'status', field: 'status' },
    judgeReportChange,
  ),
  closedBy<{ status: CommitmentStatus }>({ prefix: 'commitment', column: 'status', field: 'status' }, (commitment) =>
    judgeCommitmentChange(commitment, ['statement']),
  ),
  closedBy<{ withdrawnOn: string | null }>(
    { prefix: 'endorsement', column: 'withdrawn_on', field: 'withdrawnOn' },
    (endorsement) => judgeEndorsementChange(endorsement, ['statement']),
  ),
]);

/** The UUIDs of those of these records that only the role that manages their type may void or restore. */
export async function closedToOwners(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<ReadonlySet<string>> {
  const closed = new Set<string>();
  for (const [prefix, ofType] of Map.groupBy(records, (record) => record.prefix)) {
    const find = finders.get(prefix);
    const ids = ofType.map(({ id }) => id);
    for (const id of (await find?.(unit, ids)) ?? []) closed.add(id);
  }
  return closed;
}
