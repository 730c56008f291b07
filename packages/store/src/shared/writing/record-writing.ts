import {
  accepted,
  decodeTypeId,
  ForbiddenError,
  InputError,
  type Issue,
  isStewardOf,
  isTooDeep,
  judgeEventDay,
  newUuid,
  noValues,
  type Outcome,
  parseCommand,
  refused,
} from '@collective-impact/sdk';
import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { AnyRecordDefinition, StoredRecord } from '../record-definition.ts';
import type { AnyTransition } from '../transition.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { visibleTo } from '../visibility.ts';
import { absentIssue } from './absent-issue.ts';
import { authorize, type Change } from './authorize.ts';
import { changedFields } from './changed-fields.ts';
import { malformedIdIssue } from './malformed-id-issue.ts';
import { judgeReferences, resolveIds } from './references.ts';
import { explainConstraints } from './rejected-command.ts';
import { followVisibility, visibilityOf } from './visibility-default.ts';
import { voidedIssue } from './voided-issue.ts';

/**
 * Creates a record: checks its values, its references, and the rules of its domain, then writes its row and its parts.
 * Returns its UUID, which is new unless the caller gives one.
 */
export async function createRecord(
  unit: UnitOfWork,
  creation: { definition: AnyRecordDefinition; values: object; id?: string },
): Promise<Outcome<string>> {
  const { definition } = creation;
  const { type, life } = definition;
  const parsed = parseCommand(type.createSchema, withoutNulls(creation.values));
  if (!parsed.ok) return parsed;
  const { values, references } = resolveIds(type, parsed.value);
  const container: unknown = Reflect.get(values, type.within ?? 'ecosystemId');
  const judged = await judgeReferences(unit, {
    references,
    container: typeof container === 'string' ? container : null,
  });
  if (judged.issues.length > 0) return refused(...judged.issues);
  const id = creation.id ?? newUuid();
  const initialStatus = life && { status: life.initial };
  const visibility = await visibilityOf(unit, { type, values, ecosystemId: judged.ecosystemId ?? null });
  const draft = { ...values, ...initialStatus, id, ecosystemId: judged.ecosystemId ?? id, version: 1, visibility };
  await authorizeChange(unit, { definition, before: null, after: draft });
  const futureDays = await judgePast(unit, { definition, values, ecosystemId: judged.ecosystemId });
  if (futureDays.length > 0) return refused(...futureDays);
  const ruleOutcome = definition.onCreate ? await definition.onCreate(unit, draft) : accepted({});
  if (!ruleOutcome.ok) return ruleOutcome;
  const state = { ...draft, ...ruleOutcome.value };
  const guardIssues = await unit.judgeGuarded(type.prefix, { before: null, after: state });
  const issues = [...guardIssues, ...type.judge(state)];
  if (issues.length > 0) return refused(...issues);
  const record: StoredRecord = unit.em.create(definition.entity, columnsOnly(definition, state), { persist: true });
  await explainConstraints({ ...definition, values: state }, () => unit.em.flush());
  return writeParts(unit, { definition, record, values });
}

/**
 * Changes a record. Fields that the command leaves out stay as they are; fields that it sets to null are cleared. A trial, which the
 * caller undoes, needs no right to change the record. Without this right, it is judged without the records that the viewer may not see.
 */
export async function updateRecord(
  unit: UnitOfWork,
  update: { definition: AnyRecordDefinition; values: object; isTrial?: boolean },
): Promise<Outcome<string>> {
  const { definition } = update;
  const { type, life } = definition;
  const parsed = parseCommand(type.updateSchema, withoutInnerNulls(update.values));
  if (!parsed.ok) return parsed;
  const { id, expectedVersion, ...named } = parsed.value;
  const locked = await lockRecord(unit, { definition, id, expectedVersion });
  if (!locked.ok) return locked;
  const record = locked.value;
  const { values: changes, references } = resolveIds(type, definedOnly(named));
  const change = { definition, before: record, after: { ...record, ...changes } };
  if (!update.isTrial) await authorizeChange(unit, change);
  const judged = await judgeReferences(unit, { references, container: null, ecosystemId: record.ecosystemId });
  if (judged.issues.length > 0) return refused(...judged.issues);
  const futureDays = await judgePast(unit, { definition, values: changes, ecosystemId: record.ecosystemId });
  if (futureDays.length > 0) return refused(...futureDays);
  const closedIssues = life?.judgeChange(record, changedFields(record, changes)) ?? [];
  if (closedIssues.length > 0) return refused(...closedIssues);
  if (update.isTrial && !(await seesReasons(unit, change))) return judgeAlone(change);
  const ruleOutcome = definition.onUpdate ? await definition.onUpdate(unit, { record, changes }) : accepted({});
  if (!ruleOutcome.ok) return ruleOutcome;
  const state = { ...record, ...changes, ...ruleOutcome.value };
  const guardIssues = await unit.judgeGuarded(type.prefix, { before: record, after: state });
  const issues = [...guardIssues, ...type.judge(state)];
  if (issues.length > 0) return refused(...issues);
  const next = columnsOnly(definition, { ...changes, ...ruleOutcome.value });
  const { visibility: before } = record;
  unit.em.assign(record, Object.fromEntries(changedFields(record, next).map((field) => [field, next[field]])));
  await explainConstraints({ ...definition, values: state }, () => unit.em.flush());
  await followVisibility(unit, { type, id: record.id, before, after: record.visibility });
  return writeParts(unit, { definition, record, values: changes });
}

/** Applies a transition to a record, which the values name by `id` and `expectedVersion`. */
export async function transitionRecord(
  unit: UnitOfWork,
  application: { transition: AnyTransition; values: object },
): Promise<Outcome<string>> {
  const { name, definition, values: schema = noValues, clears = [] } = application.transition;
  const { id, expectedVersion, ...parameters }: { id?: unknown; expectedVersion?: unknown } = application.values;
  if (typeof id !== 'string' || typeof expectedVersion !== 'number') {
    throw new InputError(`\`${name}\` requires \`id\` and \`expectedVersion\`.`);
  }
  const cleared = clears.filter((field) => Reflect.get(parameters, field) === null).map((field) => [field, null]);
  const parsed = parseCommand(schema, { ...withoutNulls(parameters), ...Object.fromEntries(cleared) });
  if (!parsed.ok) return refused(...judgeId(id, definition.type.prefix), ...parsed.issues);
  const locked = await lockRecord(unit, { definition, id, expectedVersion });
  if (!locked.ok) return locked;
  const { byOwner = false } = application.transition;
  const actingFor = actingOrganization(application.transition, parsed.value);
  await authorizeChange(unit, { definition, before: locked.value, after: null, byOwner, ...actingFor });
  const ruleOutcome = await application.transition.rule(unit, { record: locked.value, values: parsed.value });
  if (!ruleOutcome.ok) return ruleOutcome;
  const issues = definition.type.judge({ ...locked.value, ...ruleOutcome.value });
  if (issues.length > 0) return refused(...issues);
  unit.em.assign(locked.value, ruleOutcome.value);
  await explainConstraints(definition, () => unit.em.flush());
  return accepted(locked.value.id);
}

/** The organization for which a transition is applied, if its values name one. */
function actingOrganization({ actingFor: field }: AnyTransition, values: object): Pick<Change, 'actingFor'> {
  if (field === undefined) return {};
  return { actingFor: { field, id: decodeTypeId('organization', String(Reflect.get(values, field))) ?? null } };
}

/** Throws a `ForbiddenError` unless the viewer may make this change. `after` is null for a transition. */
export async function authorizeChange(
  unit: UnitOfWork,
  change: {
    definition: AnyRecordDefinition;
    before: StoredRecord | null;
    after: (object & StoredRecord) | null;
    byOwner?: boolean;
  } & Pick<Change, 'actingFor'>,
): Promise<void> {
  const { definition, before, after, byOwner = true, ...acting } = change;
  const ecosystemId = (before ?? after)?.ecosystemId ?? '';
  if (definition.authorize) return definition.authorize(unit, { ecosystemId, before, after });
  const states = [before, after].filter((state) => state !== null);
  authorize(unit.viewer, { type: definition.type, ecosystemId, states, byOwner, ...acting });
}

/** A change of a record that is stored already. */
interface UpdatedRecord {
  readonly definition: AnyRecordDefinition;
  readonly before: StoredRecord;
  readonly after: StoredRecord;
}

/** Whether the viewer may know why other records prevent a change: it sees all of them, or may make the change. */
async function seesReasons(unit: UnitOfWork, change: UpdatedRecord): Promise<boolean> {
  if (isStewardOf(unit.viewer, change.before.ecosystemId)) return true;
  try {
    await authorizeChange(unit, change);
    return true;
  } catch (error) {
    if (error instanceof ForbiddenError) return false;
    throw error;
  }
}

/** Judges a change by the values of the record only. An issue that the record has already is not one of the change. */
function judgeAlone({ definition: { type }, before, after }: UpdatedRecord): Outcome<string> {
  const known = new Set(type.judge(before).map(({ code, path }) => [code, ...path].join()));
  const issues = type.judge(after).filter(({ code, path }) => !known.has([code, ...path].join()));
  return issues.length > 0 ? refused(...issues) : accepted(before.id);
}

/** Loads a record and locks it until the transaction ends, so that no other transaction can change it. */
async function lockRecord(
  unit: UnitOfWork,
  target: { definition: AnyRecordDefinition; id: string; expectedVersion: number },
): Promise<Outcome<StoredRecord>> {
  const { definition, expectedVersion } = target;
  const { prefix } = definition.type;
  const uuid = decodeTypeId(prefix, target.id);
  const noun = prefix.replaceAll('_', ' ');
  if (uuid === undefined) return refused(...judgeId(target.id, prefix));
  const visible = await unit.rows(
    sql`select 1 from ${sql.table(definition.entity.meta.tableName)} as "t" where "t"."id" = ${uuid}::uuid and ${visibleTo(unit.viewer, { table: definition.entity.meta.tableName })}`,
  );
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const record: StoredRecord | null =
    visible.length === 0 ? null : await unit.em.findOne(definition.entity, { id: uuid }, lock);
  if (!record) {
    const voided = await voidedIssue(unit, { prefix, id: uuid });
    return refused(voided ?? absentIssue({ noun, id: target.id, path: ['id'] }));
  }
  if (record.version === expectedVersion) return accepted(record);
  return refused({
    code: 'VERSION_CONFLICT',
    path: ['expectedVersion'],
    message: `The ${noun} is at version ${record.version}, not ${expectedVersion}. Read it again, and send its current version as \`expectedVersion\`.`,
    currentVersion: record.version,
  });
}

/** Returns an issue if an id is not that of a record of a type. */
function judgeId(id: string, prefix: string): Issue[] {
  if (decodeTypeId(prefix, id) !== undefined) return [];
  return [malformedIdIssue({ id, path: ['id'], prefix })];
}

async function writeParts(
  unit: UnitOfWork,
  written: { definition: AnyRecordDefinition; record: StoredRecord; values: object },
): Promise<Outcome<string>> {
  const { definition, record, values } = written;
  const issues = await explainConstraints(definition, async () => definition.writeParts?.(unit, { record, values }));
  return issues && issues.length > 0 ? refused(...issues) : accepted(record.id);
}

/**
 * Returns an issue for each day of an event that is in the future in the time zone of the record's ecosystem.
 */
async function judgePast(
  unit: UnitOfWork,
  judged: { definition: AnyRecordDefinition; values: object; ecosystemId: string | null | undefined },
): Promise<Issue[]> {
  const days = judged.definition.type.past.flatMap((name) => pastDays(name, judged.values));
  if (days.length === 0 || judged.ecosystemId == null) return [];
  const today = await unit.today(judged.ecosystemId);
  return days.flatMap(({ field, on, path }) =>
    judgeEventDay(field, { on, today }).map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
  );
}

/** The days in a field, or in a field of the entries of a list, such as `judgments.judgedOn`. */
function pastDays(name: string, values: object): { field: string; on: string; path: string[] }[] {
  const [outer = '', inner] = name.split('.');
  const value: unknown = Reflect.get(values, outer);
  if (inner === undefined) return typeof value === 'string' ? [{ field: outer, on: value, path: [] }] : [];
  const entries: object[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry, index) => {
    const on: unknown = Reflect.get(entry, inner);
    return typeof on === 'string' ? [{ field: inner, on, path: [outer, String(index)] }] : [];
  });
}

function columnsOnly({ entity }: AnyRecordDefinition, values: object) {
  const columns = Object.keys(entity.meta.properties);
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => columns.includes(name) && name !== 'version' && value !== undefined,
    ),
  );
}

function definedOnly(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/**
 * Leaves nulls out, at any depth: in a command that creates a record, null is the same as leaving a field out. Values that the rules
 * reject as too deep are returned as they are.
 */
export function withoutNulls(values: object): object {
  return isTooDeep(values) ? values : withoutNullEntries(values);
}

/** In a command that changes a record, null clears a field; inside the value of a field, it is the same as leaving it out. */
function withoutInnerNulls(values: object): object {
  if (isTooDeep(values)) return values;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, withoutNullsIn(value)]));
}

function withoutNullsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullsIn);
  return typeof value === 'object' && value !== null ? withoutNullEntries(value) : value;
}

function withoutNullEntries(values: object): object {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutNullsIn(value)]));
}
