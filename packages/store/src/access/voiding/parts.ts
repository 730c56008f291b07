import type { Issue } from '@collective-impact/sdk';
import { type AgendaStatus, judgeNewGoal, judgeStrategyChange } from '@collective-impact/sdk/agenda';
import {
  type IndicatorVersionStatus,
  judgeEntryChange,
  judgeNewDimension,
  versionLife,
} from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { LockedRecord } from './dependents.ts';

/** Judges the records that contain these records of a type, without those that are voided or restored together with them. */
type JudgeContainers = (unit: UnitOfWork, change: { ids: string[]; together: string[] }) => Promise<Issue[]>;

/** The rule of a type of record that is part of another one: it can be voided while it could be changed or created. */
function partOf<Status extends string>(
  { part, container, containerOf }: { part: string; container: string; containerOf: RawBuilder<string> },
  judge: (container: { status: Status }) => Issue[],
): [string, JudgeContainers] {
  const judgeContainers: JudgeContainers = async (unit, { ids, together }) => {
    // The lock keeps the status until the transaction ends.
    const containers = await unit.rows<{ status: Status }>(
      sql`select "c"."status" from ${sql.table(container)} as "c"
        where "c"."id" in (select ${containerOf} from ${sql.table(withVoided(part))} as "t" where "t"."id" = any(${ids}::uuid[]))
          and not "c"."id" = any(${together}::uuid[]) order by "c"."id" for share of "c"`,
    );
    return containers.flatMap(judge).map((issue) => ({ ...issue, path: ['id'] }));
  };
  return [part, judgeContainers];
}

const ofVersion = { container: 'indicator_version', containerOf: sql<string>`"t"."indicator_version_id"` };
const ofAgenda = { container: 'common_agenda', containerOf: sql<string>`"t"."common_agenda_id"` };
const ofAgendaOfGoal = {
  container: 'common_agenda',
  containerOf: sql<string>`(select "g"."common_agenda_id" from "goal_with_voided" as "g" where "g"."id" = "t"."goal_id")`,
};

const rules: ReadonlyMap<string, JudgeContainers> = new Map([
  partOf<IndicatorVersionStatus>({ part: 'dimension', ...ofVersion }, judgeNewDimension),
  partOf<IndicatorVersionStatus>({ part: 'discussion_entry', ...ofVersion }, (version) =>
    judgeEntryChange(version, ['statement']),
  ),
  partOf<IndicatorVersionStatus>({ part: 'crosswalk', ...ofVersion }, (version) =>
    versionLife.judgeChange(version, ['mappings']),
  ),
  partOf<AgendaStatus>({ part: 'goal', ...ofAgenda }, judgeNewGoal),
  partOf<AgendaStatus>({ part: 'strategy', ...ofAgendaOfGoal }, (agenda) => judgeStrategyChange(agenda, ['goalId'])),
]);

/**
 * Returns issues for parts of records that can no longer change, such as the dimensions of an adopted version. Such a part is
 * voided and restored only together with the record that contains it.
 */
export async function judgeParts(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<Issue[]> {
  const together = records.map(({ id }) => id);
  const issues = new Map<string, Issue>();
  for (const [prefix, ofType] of Map.groupBy(records, (record) => record.prefix)) {
    const judge = rules.get(prefix);
    const ids = ofType.map(({ id }) => id);
    for (const issue of (await judge?.(unit, { ids, together })) ?? []) issues.set(issue.message, issue);
  }
  return [...issues.values()];
}
