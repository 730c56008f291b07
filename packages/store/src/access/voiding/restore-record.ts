import { accepted, encodeTypeId, type Issue, type Outcome, refused } from '@collective-impact/sdk';
import { restoreRecordValues } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import { propertyName } from '../../shared/column-name.ts';
import { anyOf } from '../../shared/conditions.ts';
import { isUniqueViolation } from '../../shared/database/database-error.ts';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import type { RowOfAnyTable } from '../../shared/rows/row-of-any-table.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { absentIssue } from '../../shared/writing/absent-issue.ts';
import { RejectedCommand } from '../../shared/writing/rejected-command.ts';
import type { AccessTables } from '../entities.ts';
import { type AnyRecord, nounOf, parseRecordCommand, typeOfPrefix } from './any-record.ts';
import { authorizeRestoring } from './authorize-voiding.ts';
import { type LockedRecord, lockRecords } from './dependents.ts';
import { judgeParts } from './parts.ts';
import { fieldsOf, referencedIds } from './record-references.ts';
import { setVoided } from './void-record.ts';

/** A restored record: the prefix of its type, and its UUID. */
export interface RestoredRecord {
  readonly prefix: string;
  readonly id: string;
}

/**
 * Restores a voided record, and the records that were voided together with it, if the rules for new records about other records still
 * allow them. Returns all of them.
 */
export function restoreRecord(writer: Writer, command: Command): Promise<Outcome<RestoredRecord[]>> {
  return writer.run<RestoredRecord[]>({
    name: 'restoreRecord',
    command,
    work: async (unit, values) => {
      const parsed = parseRecordCommand(restoreRecordValues, values);
      if (!parsed.ok) return parsed;
      const { record } = parsed.value;
      const { reason } = parsed.value.values;
      const { records, voidedBy } = await lockVoiding(unit, record);
      const wanted = records.find(({ id }) => id === record.id);
      if (!wanted?.isVisible) return refused(notVoided(record));
      await authorizeRestoring(unit, { records, voidedBy });
      const issues = [...(await judgeReferenced(unit, records)), ...(await judgeParts(unit, records))];
      if (issues.length > 0) return refused(...issues);
      await unit.rows(sql`delete from "voided_record" where "record_id" = any(${records.map(({ id }) => id)}::uuid[])`);
      await explainConflict(() => setVoided(unit, { records, isVoided: false, reason }));
      const contradictions = await judgeRestored(unit, records);
      if (contradictions.length > 0) return refused(...contradictions);
      return accepted(records.map(({ prefix, id }) => ({ prefix, id })));
    },
  });
}

function notVoided({ type, id }: AnyRecord): Issue {
  return absentIssue({ noun: `voided ${nounOf(type)}`, id: encodeTypeId(type.prefix, id), path: ['id'] });
}

/**
 * Locks the records that were voided together with this one, and returns who voided them. No records if it is not voided, or if the
 * viewer cannot see it, so that the response time does not show whether a hidden record exists.
 */
async function lockVoiding(
  unit: UnitOfWork,
  { type, id }: AnyRecord,
): Promise<{ records: LockedRecord[]; voidedBy: string }> {
  const entries = await unit.rows<{ id: string; prefix: string; voidedBy: string }>(
    sql`select "record_id" as "id", "record_type" as "prefix", "voided_by" as "voidedBy" from "voided_record"
      where "voiding_id" = (select "v"."voiding_id" from "voided_record" as "v" join ${sql.table(withVoided(type.prefix))} as "t" on "t"."id" = "v"."record_id"
        where "v"."record_id" = ${id}::uuid and "v"."record_type" = ${type.prefix} and ${visibleTo(unit.viewer, { table: type.prefix })})
      order by "record_id" for update`,
  );
  const records: LockedRecord[] = [];
  for (const [prefix, ofType] of Map.groupBy(entries, (entry) => entry.prefix)) {
    const ids = ofType.map((entry) => entry.id);
    const where = sql<boolean>`"t"."id" = any(${ids}::uuid[])`;
    records.push(...(await lockRecords(unit, { prefix, where, table: withVoided(prefix) })));
  }
  return { records, voidedBy: entries[0]?.voidedBy ?? '' };
}

/** Returns an issue for each record to which these records refer and that is voided itself. */
async function judgeReferenced(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<Issue[]> {
  const ids = records.map(({ id }) => id);
  const issues: Issue[] = [];
  for (const [prefix, ofType] of Map.groupBy(records, (record) => record.prefix)) {
    for (const field of fieldsOf(prefix)) {
      const target = field.reference.prefix;
      const referenced = sql`select "r"."id" from ${sql.table(withVoided(prefix))} as "t" cross join lateral (${referencedIds(field)}) as "r"
        where "t"."id" = any(${ofType.map(({ id }) => id)}::uuid[])`;
      // The lock waits for a transaction that voids such a record.
      await unit.rows(
        sql`select 1 from ${sql.table(target)} as "t" where "t"."id" in (${referenced}) order by "t"."id" for key share of "t"`,
      );
      const voided = await unit.rows(
        unit
          .tables<AccessTables>()
          .selectFrom('voided_record')
          .select('record_id as id')
          .where('record_id', 'in', sql<string>`(${referenced})`)
          .where(({ not, eb }) => not(eb('record_id', '=', anyOf(ids))))
          .orderBy('record_id'),
      );
      for (const { id } of voided) issues.push(referredIsVoided({ target, prefix, id }));
    }
  }
  return issues;
}

/** Repeats the rules for new records about other records, which can have changed while these records were voided. */
async function judgeRestored(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<Issue[]> {
  const issues = new Map<string, Issue>();
  for (const [prefix, ofType] of Map.groupBy(records, (record) => record.prefix)) {
    const rows = await unit.rows<RowOfAnyTable>(
      sql`select * from ${sql.table(prefix)} where "id" = any(${ofType.map(({ id }) => id)}::uuid[]) order by "id"`,
    );
    for (const row of rows) {
      const record = Object.fromEntries(Object.entries(row).map(([column, value]) => [propertyName(column), value]));
      for (const issue of await unit.judgeRestored(prefix, record))
        issues.set(issue.message, { ...issue, path: ['id'] });
    }
  }
  return [...issues.values()];
}

function referredIsVoided({ target, prefix, id }: { target: string; prefix: string; id: string }): Issue {
  const [noun, referring] = [nounOf(typeOfPrefix(target)), nounOf(typeOfPrefix(prefix))];
  const message = `This ${referring} refers to a ${noun} that is voided. First restore ${encodeTypeId(target, id)} with restoreRecord.`;
  return { code: 'VOIDED', path: ['id'], message };
}

/** A record that replaced the voided one, such as another agenda in force, prevents its restoration. */
async function explainConflict(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = 'Another record has taken the place of this one. End or void that record, then restore this one.';
    throw new RejectedCommand([{ code: 'DUPLICATE', path: ['id'], message }], { cause: error });
  }
}
