import {
  accepted,
  decodeTypeId,
  InputError,
  type Issue,
  judgeDayOfStep,
  newUuid,
  noValues,
  type Outcome,
  parseCommand,
  refused,
} from '@collective-impact/sdk';
import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { changedFields } from './changed-fields.ts';
import { judgeReferences, resolveIds } from './references.ts';
import { meaningful } from './refusal.ts';
import { today } from './today.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import type { Transition, Writing, WrittenRecord } from './writing.ts';

/**
 * Creates a record: its shape, its references, its room's rule, then the row and its parts. It gets a new UUID, unless
 * its maker has one for it.
 */
export async function createRecord(
  unit: UnitOfWork,
  creation: { writing: Writing; values: Record<string, unknown>; id?: string },
): Promise<Outcome<string>> {
  const { writing } = creation;
  const parsed = parseCommand(writing.type.createSchema, withoutNulls(creation.values));
  if (!parsed.ok) return parsed;
  const { values, references } = resolveIds({ writing, values: parsed.value });
  const container = values[writing.type.within ?? 'ecosystemId'];
  const judged = await judgeReferences(unit, {
    references,
    container: typeof container === 'string' ? container : null,
  });
  if (judged.issues.length > 0) return refused(...judged.issues);
  const ahead = judgePast(writing, values);
  if (ahead.length > 0) return refused(...ahead);
  const id = creation.id ?? newUuid();
  const begun = writing.life && { status: writing.life.initial };
  const draft = { ...values, ...begun, id, ecosystemId: judged.ecosystemId ?? id, version: 1 };
  const ruled = writing.onCreate ? await writing.onCreate(unit, draft) : accepted({});
  if (!ruled.ok) return ruled;
  const state = { ...draft, ...ruled.value };
  const guarded = await unit.judgeGuarded(writing.type.prefix, { before: null, after: state });
  const issues = [...guarded, ...writing.type.judge(state as never)];
  if (issues.length > 0) return refused(...issues);
  const row = columnsOnly(writing, state);
  const record: WrittenRecord = unit.em.create(writing.entity, row as never, { persist: true });
  await meaningful(writing, () => unit.em.flush());
  return writeParts(unit, { writing, record, values });
}

/** Changes a record: what the command leaves out stays, what it sets to null is cleared. */
export async function updateRecord(
  unit: UnitOfWork,
  change: { writing: Writing; values: Record<string, unknown> },
): Promise<Outcome<string>> {
  const { writing } = change;
  const parsed = parseCommand(writing.type.updateSchema, inner(change.values));
  if (!parsed.ok) return parsed;
  const found = await lockRecord(unit, { writing, id: parsed.value.id, expectedVersion: parsed.value.expectedVersion });
  if (!found.ok) return found;
  const record = found.value;
  const { id: _id, expectedVersion: _version, ...named } = parsed.value;
  const { values, references } = resolveIds({ writing, values: definedOnly(named) });
  const judged = await judgeReferences(unit, { references, container: null, ecosystemId: record.ecosystemId });
  if (judged.issues.length > 0) return refused(...judged.issues);
  const ahead = judgePast(writing, values);
  if (ahead.length > 0) return refused(...ahead);
  const closed = writing.life?.judgeChange(record as never, changedFields(record, values)) ?? [];
  if (closed.length > 0) return refused(...closed);
  const ruled = writing.onUpdate ? await writing.onUpdate(unit, { record, changes: values }) : accepted({});
  if (!ruled.ok) return ruled;
  const state = { ...record, ...values, ...ruled.value };
  const guarded = await unit.judgeGuarded(writing.type.prefix, { before: record, after: state });
  const issues = [...guarded, ...writing.type.judge(state as never)];
  if (issues.length > 0) return refused(...issues);
  const next = columnsOnly(writing, { ...values, ...ruled.value });
  const changed = changedFields(record, next).map((field) => [field, next[field]]);
  unit.em.assign(record, Object.fromEntries(changed) as never);
  await meaningful(writing, () => unit.em.flush());
  return writeParts(unit, { writing, record, values });
}

/** Takes a record to another state of its life cycle; the values name it by `id` and `expectedVersion`. */
export async function takeStep(
  unit: UnitOfWork,
  step: { transition: Transition; values: Record<string, unknown> },
): Promise<Outcome<string>> {
  const { name, writing, rule, clears = [] } = step.transition;
  const { id, expectedVersion, ...said } = step.values;
  if (typeof id !== 'string' || typeof expectedVersion !== 'number') {
    throw new InputError(`${name} takes the record's id and expectedVersion`);
  }
  const cleared = clears.filter((field) => said[field] === null).map((field) => [field, null]);
  const given = { ...(withoutNulls(said) as object), ...Object.fromEntries(cleared) };
  const parsed = parseCommand(step.transition.values ?? noValues, given);
  if (!parsed.ok) return parsed;
  const found = await lockRecord(unit, { writing, id, expectedVersion });
  if (!found.ok) return found;
  const ruled = await rule(unit, { record: found.value, values: parsed.value });
  if (!ruled.ok) return ruled;
  const state = { ...found.value, ...ruled.value };
  const issues = writing.type.judge(state as never);
  if (issues.length > 0) return refused(...issues);
  unit.em.assign(found.value, ruled.value as never);
  await meaningful(writing, () => unit.em.flush());
  return accepted(found.value.id);
}

/** Loads a record for change and keeps others from changing it meanwhile. */
async function lockRecord(
  unit: UnitOfWork,
  wanted: { writing: Writing; id: string; expectedVersion: number },
): Promise<Outcome<WrittenRecord>> {
  const { writing, expectedVersion } = wanted;
  const uuid = decodeTypeId(writing.type.prefix, wanted.id);
  const noun = writing.type.prefix.replaceAll('_', ' ');
  if (uuid === undefined) {
    return refused({
      code: 'INVALID',
      path: ['id'],
      message: `an id of the form ${writing.type.prefix}_… is expected`,
    });
  }
  const table = writing.entity.meta.tableName;
  const visible = await unit.rows(
    sql`select 1 from ${sql.table(table)} as "t" where "t"."id" = ${uuid}::uuid and ${visibleTo(unit.viewer)}`,
  );
  const where = { id: uuid } as never;
  const record: WrittenRecord | null =
    visible.length === 0
      ? null
      : await unit.em.findOne(writing.entity, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!record) return refused({ code: 'NOT_FOUND', path: ['id'], message: `there is no ${noun} with this id` });
  if (record.version === expectedVersion) return accepted(record);
  return refused({
    code: 'VERSION_CONFLICT',
    path: ['expectedVersion'],
    message: `the ${noun} has changed since: it now has version ${record.version}; read it again and decide anew`,
    currentVersion: record.version,
  });
}

async function writeParts(
  unit: UnitOfWork,
  part: { writing: Writing; record: WrittenRecord; values: Record<string, unknown> },
): Promise<Outcome<string>> {
  const { writing, record, values } = part;
  const issues = writing.writeParts
    ? await meaningful(writing, () => writing.writeParts?.(unit, { record, values }) ?? Promise.resolve([]))
    : [];
  return issues.length > 0 ? refused(...issues) : accepted(record.id);
}

/** What is wrong with days on which something is said to have happened: those that are still to come. */
function judgePast(writing: Writing, values: Record<string, unknown>): Issue[] {
  return writing.type.past.flatMap((field) => {
    const [outer = '', inner] = field.split('.');
    if (inner === undefined) return judgePastDay(outer, values[outer]);
    const entries = (values[outer] ?? []) as Record<string, unknown>[];
    return entries.flatMap((entry, at) =>
      judgePastDay(inner, entry[inner]).map((issue) => ({ ...issue, path: [outer, String(at), ...issue.path] })),
    );
  });
}

function judgePastDay(field: string, on: unknown): Issue[] {
  return typeof on === 'string' ? judgeDayOfStep(field, { on, today: today() }) : [];
}

function columnsOnly(writing: Writing, values: Record<string, unknown>): Record<string, unknown> {
  const columns = writing.entity.meta.properties as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => name in columns && name !== 'version' && value !== undefined),
  );
}

function definedOnly(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** At creation null says no more than leaving a field out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null && entry !== undefined)
      .map(([name, entry]) => [name, withoutNulls(entry)]),
  );
}

/** In an update null clears a field of the record; inside a field's own value it says nothing. */
function inner(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? null : withoutNulls(value)]),
  );
}
