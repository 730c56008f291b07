import {
  accepted,
  actorOf,
  encodeTypeId,
  type Issue,
  isBackboneOf,
  newUuid,
  type Outcome,
  refused,
} from '@collective-impact/sdk';
import { notVoidable, voidRecordValues } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { absentIssue } from '../../shared/writing/absent-issue.ts';
import { withoutNulls } from '../../shared/writing/record-writing.ts';
import { voidedIssue } from '../../shared/writing/voided-issue.ts';
import { type AnyRecord, nounOf, parseRecordCommand } from './any-record.ts';
import { authorizeVoiding } from './authorize-voiding.ts';
import { type LockedRecord, lockDependents, lockRecords } from './dependents.ts';
import { judgeDependents } from './judge-dependents.ts';
import { judgeParts } from './parts.ts';
import { judgePublished } from './published.ts';

/**
 * Voids a record with a reason: it disappears from every list and analysis until it is restored. Records that refer to it are
 * voided with it if the command includes them; otherwise they reject the command. Returns the UUID of the voiding.
 */
export function voidRecord(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.run({
    name: 'voidRecord',
    command,
    work: async (unit, values) => {
      const parsed = parseRecordCommand(voidRecordValues, withoutNulls(values));
      if (!parsed.ok) return parsed;
      const { record } = parsed.value;
      const { reason, includeDependents } = parsed.value.values;
      const { prefix } = record.type;
      const instead = notVoidable[prefix];
      if (instead !== undefined) return refused({ code: 'IMMUTABLE', path: ['id'], message: instead });
      const [root] = await lockRecords(unit, { prefix, where: sql`"t"."id" = ${record.id}::uuid` });
      if (!root?.isVisible) return refused(await absent(unit, record));
      await authorizeVoiding(unit, [root]);
      const dependents = await lockDependents(unit, root);
      const issues = judgeDependents(dependents, {
        includeDependents,
        noun: nounOf(record.type),
        isBackbone: isBackboneOf(unit.viewer, root.ecosystemId),
      });
      const all = [root, ...dependents];
      if (issues.length === 0) issues.push(...(await judgeParts(unit, all)), ...(await judgePublished(unit, all)));
      if (issues.length > 0) return refused(...issues);
      await authorizeVoiding(unit, dependents);
      return accepted(await markVoided(unit, { records: all, reason }));
    },
  });
}

/** Sets whether records are voided. The triggers write the reason to the audit. */
export async function setVoided(
  unit: UnitOfWork,
  change: { records: readonly LockedRecord[]; isVoided: boolean; reason: string },
): Promise<void> {
  await unit.rows(sql`select set_config('ci.reason', ${change.reason}, true)`);
  for (const [prefix, records] of Map.groupBy(change.records, (record) => record.prefix)) {
    await unit.rows(
      sql`update ${sql.table(withVoided(prefix))} set "is_voided" = ${change.isVoided} where "id" = any(${records.map(({ id }) => id)}::uuid[])`,
    );
  }
  await unit.rows(sql`select set_config('ci.reason', '', true)`);
}

async function absent(unit: UnitOfWork, { type, id }: AnyRecord): Promise<Issue> {
  const voided = await voidedIssue(unit, { prefix: type.prefix, id });
  return voided ?? absentIssue({ noun: nounOf(type), id: encodeTypeId(type.prefix, id), path: ['id'] });
}

async function markVoided(
  unit: UnitOfWork,
  { records, reason }: { records: readonly LockedRecord[]; reason: string },
): Promise<string> {
  const voidingId = newUuid();
  await setVoided(unit, { records, isVoided: true, reason });
  await unit.rows(
    sql`insert into "voided_record" ("record_id", "record_type", "ecosystem_id", "voiding_id", "reason", "voided_at", "voided_by")
      select "r"."id", "r"."type", "r"."ecosystem", ${voidingId}::uuid, ${reason}, now(), ${actorOf(unit.viewer)}
      from unnest(${records.map(({ id }) => id)}::uuid[], ${records.map(({ prefix }) => prefix)}::text[],
      ${records.map(({ ecosystemId }) => ecosystemId)}::uuid[]) as "r" ("id", "type", "ecosystem")`,
  );
  return voidingId;
}
