import {
  accepted,
  decodeTypeId,
  encodeTypeId,
  newUuid,
  type Outcome,
  parseCommand,
  refused,
  type Visibility,
} from '@collective-impact/sdk';
import { isIncludedInRevision, reviseAgendaSchema } from '@collective-impact/sdk/agenda';
import { type RawBuilder, sql } from 'kysely';
import type { Table } from '../shared/table.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { Command, Writer } from '../shared/writer.ts';
import { absentIssue } from '../shared/writing/absent-issue.ts';
import { createRecord, withoutNulls } from '../shared/writing/record-writing.ts';
import { commonAgendaDefinition } from './agenda-writer.ts';
import { GoalEntity } from './goal.entity.ts';
import { StrategyEntity } from './strategy.entity.ts';
import { type CommonAgendaRow, commonAgendaTable, goalTable, strategyTable } from './tables.ts';

/** Creates a draft from an earlier version, with its goals and its planned and active strategies. */
export function reviseCommonAgenda(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.run({ name: 'reviseCommonAgenda', command, work: reviseAgenda });
}

/**
 * Creates the next version of an agenda as a copy of an existing version, and returns its UUID. Each goal and strategy of the
 * draft refers to its original by `basedOnId`. Records that the viewer may not see are not copied.
 */
export async function reviseAgenda(unit: UnitOfWork, values: object): Promise<Outcome<string>> {
  const parsed = parseCommand(reviseAgendaSchema, withoutNulls(values));
  if (!parsed.ok) return parsed;
  const { id, visibility } = parsed.value;
  const uuid = decodeTypeId('common_agenda', id);
  const [base] = await visibleRows<CommonAgendaRow>(unit, {
    table: commonAgendaTable,
    // The lock prevents changes of its goals.
    where: sql`"t"."id" = ${uuid}::uuid for share`,
  });
  if (!base) return refused(absentIssue({ noun: 'common agenda', id, path: ['id'] }));
  const draft = await createRecord(unit, {
    definition: commonAgendaDefinition,
    values: copiedValues(base, visibility),
  });
  if (draft.ok) await copyGoalsAndStrategies(unit, { baseId: base.id, draftId: draft.value, visibility });
  return draft.ok ? accepted(draft.value) : draft;
}

function copiedValues(base: CommonAgendaRow, visibility: Visibility | undefined): object {
  const { vision, problemStatement, principles, keyTermIds, horizon } = base;
  const ecosystemId = encodeTypeId('ecosystem', base.ecosystemId);
  return {
    ecosystemId,
    vision,
    problemStatement,
    principles,
    keyTermIds: keyTermIds.map((id) => encodeTypeId('term', id)),
    horizon,
    visibility: visibility ?? base.visibility,
  };
}

async function copyGoalsAndStrategies(
  unit: UnitOfWork,
  versions: { baseId: string; draftId: string; visibility: Visibility | undefined },
): Promise<void> {
  const { baseId, draftId, visibility } = versions;
  const goals = await visibleRows(unit, { table: goalTable, where: sql`"t"."common_agenda_id" = ${baseId}::uuid` });
  const ids = new Map(goals.map((goal) => [goal.id, newUuid()]));
  const strategies = await visibleRows(unit, {
    table: strategyTable,
    where: sql`"t"."goal_id" = any(${[...ids.keys()]}::uuid[]) order by "t"."id"`,
  });
  for (const { id, createdAt: _c, updatedAt: _u, version: _v, ...goal } of goals) {
    const next = { ...goal, id: ids.get(id) as string, commonAgendaId: draftId, basedOnId: id };
    unit.em.create(GoalEntity, { ...next, visibility: visibility ?? goal.visibility }, { persist: true });
  }
  // Strategies refer to the goals, so the goals are written first.
  await unit.em.flush();
  for (const { id, goalId, createdAt: _c, updatedAt: _u, version: _v, ...strategy } of strategies.filter(
    isIncludedInRevision,
  )) {
    const next = { ...strategy, id: newUuid(), goalId: ids.get(goalId) as string, basedOnId: id };
    unit.em.create(StrategyEntity, { ...next, visibility: visibility ?? strategy.visibility }, { persist: true });
  }
  await unit.em.flush();
}

/** The rows that meet the condition and that the viewer may see. */
function visibleRows<Row>(unit: UnitOfWork, rows: { table: Table<Row>; where: RawBuilder<unknown> }): Promise<Row[]> {
  const { table, where } = rows;
  return unit.rows<Row>(
    sql<Row>`select ${table.columns} from ${sql.table(table.name)} as "t" where ${visibleTo(unit.viewer, { table: table.name })} and ${where}`,
  );
}
