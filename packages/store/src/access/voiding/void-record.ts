import { accepted, actorOf, type Issue, newUuid, type Outcome, parseCommand, refused } from '@collective-impact/sdk';
import { notVoidable, voidRecordValues } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import { withVoided } from '../../shared/database/current-records.ts';
import { withoutNulls } from '../../shared/record-writing.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { voidedIssue } from '../../shared/voided-issue.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { type AnyRecord, anyRecord, nounOf, summaryOf } from './any-record.ts';
import { authorizeVoiding } from './authorize-voiding.ts';
import { type LockedRecord, lockDependents, lockRecords, mostAtOnce } from './dependents.ts';
import { judgeParts } from './parts.ts';
import { judgePublished } from './published.ts';

/** The number of dependents that an issue lists. */
const mostListed = 100;

/**
 * Voids a record with a reason: it disappears from every list and analysis until it is restored. Records that refer to it are
 * voided with it if the command includes them; otherwise they reject the command. Returns the UUID of the voiding.
 */
export function voidRecord(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.run({
    name: 'voidRecord',
    command,
    work: async (unit, values) => {
      const parsed = parseCommand(voidRecordValues, withoutNulls(values));
      if (!parsed.ok) return parsed;
      const { id, reason, includeDependents } = parsed.value;
      const record = anyRecord(id);
      if (!record) return refused({ code: 'INVALID', path: ['id'], message: '`id` must be the id of a record.' });
      const { prefix } = record.type;
      const instead = notVoidable[prefix];
      if (instead !== undefined) return refused({ code: 'IMMUTABLE', path: ['id'], message: instead });
      const [root] = await lockRecords(unit, { prefix, where: sql`"t"."id" = ${record.id}::uuid` });
      if (!root?.isVisible) return refused(await absent(unit, record));
      await authorizeVoiding(unit, [root]);
      const dependents = await lockDependents(unit, root);
      const issues = judgeDependents(dependents, { includeDependents, noun: nounOf(record.type) });
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
  return voided ?? { code: 'NOT_FOUND', path: ['id'], message: `There is no ${nounOf(type)} with this \`id\`.` };
}

function judgeDependents(
  dependents: readonly LockedRecord[],
  { includeDependents, noun }: { includeDependents: boolean; noun: string },
): Issue[] {
  if (dependents.length > mostAtOnce) {
    const message = `More than ${mostAtOnce} records depend on this ${noun}. Void some of them first.`;
    return [{ code: 'TOO_MANY', path: ['id'], message }];
  }
  const visible = dependents.filter(({ isVisible }) => isVisible);
  const hidden = dependents.length - visible.length;
  const remedies = [...new Set(dependents.map(({ prefix }) => notVoidable[prefix]))].filter(
    (each) => each !== undefined,
  );
  if (dependents.length === 0 || (includeDependents && hidden === 0 && remedies.length === 0)) return [];
  const listed = visible.slice(0, mostListed);
  const count = dependents.length === 1 ? '1 record refers' : `${dependents.length} records refer`;
  const ofHidden = hidden > 0 ? ` You cannot see ${hidden} of them. Ask a data steward to void this ${noun}.` : '';
  const ofOthers = remedies.length > 0 ? ` ${remedies.join(' ')}` : '';
  const remedy = ' Void them first, or set `includeDependents` to void them together.';
  return [
    {
      code: 'HAS_DEPENDENTS',
      path: ['id'],
      message: `${count} to this ${noun}, directly or through other records.${ofHidden || ofOthers || remedy}`,
      dependents: listed.map(summaryOf),
      otherDependents: dependents.length - listed.length,
    },
  ];
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
      from unnest(${records.map(({ id }) => id)}::uuid[], ${records.map(({ prefix }) => prefix)}::text[], ${records.map(({ ecosystemId }) => ecosystemId)}::uuid[]) as "r" ("id", "type", "ecosystem")`,
  );
  return voidingId;
}
