import { type AnyRecordType, accepted, type CommandSchema, type Outcome } from '@collective-impact/sdk';
import { type EntitySchema, LockMode } from '@mikro-orm/core';
import type { AnyRecordDefinition, RecordDefinition, SetFields, Stored, StoredRecord } from './record-definition.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** What a transition does, apart from the kind of record it belongs to. */
interface TransitionDescription<Type extends AnyRecordType, Entity extends EntitySchema, Values extends object> {
  /** The name of its mutation, such as `ratifyCommonAgenda`. */
  readonly name: string;
  /** The schema of what the command contains beside the record's id and version; by default nothing. */
  readonly values?: CommandSchema<Values>;
  /** The values that null clears. For all others, null is the same as leaving the value out. */
  readonly clears?: readonly (keyof Values & string)[];
  /** Whether a CONTRIBUTOR can apply it to records of its organizations. By default, only those who manage the records can. */
  readonly byOwner?: boolean;
  /** The value with the organization that applies it. A CONTRIBUTOR can then apply it for one of its organizations. */
  readonly actingFor?: keyof Values & string;
  /** Applies the rule of the transition. Returns the fields to set, the new status included. */
  rule(
    unit: UnitOfWork,
    command: { record: Stored<Entity>; values: Values },
  ): Promise<Outcome<SetFields<Type, Entity>>>;
}

/** A command that takes a record from one state of its life cycle to another, as the SDK's rule allows. */
export interface Transition<Type extends AnyRecordType, Entity extends EntitySchema, Values extends object>
  extends TransitionDescription<Type, Entity, Values> {
  readonly definition: RecordDefinition<Type, Entity>;
}

/**
 * The transition of records that a definition describes, with a schema of its values. Declarations that name the definition
 * are short, and those that list the fields of its record are not.
 */
export type TransitionOf<Definition, Schema = CommandSchema<object>> =
  Definition extends RecordDefinition<infer Type, infer Entity>
    ? Schema extends CommandSchema<infer Values extends object>
      ? Transition<Type, Entity, Values>
      : never
    : never;

/** Any transition: every {@link Transition} is one. */
export interface AnyTransition {
  readonly name: string;
  readonly definition: AnyRecordDefinition;
  readonly values?: CommandSchema;
  readonly clears?: readonly string[];
  readonly byOwner?: boolean;
  readonly actingFor?: string;
  rule(unit: UnitOfWork, command: { record: StoredRecord; values: object }): Promise<Outcome<object>>;
}

/**
 * Describes a transition of a kind of record.
 *
 * @example
 * export const verifyIndicatorReport = transition(indicatorReportDefinition, {
 *   name: 'verifyIndicatorReport',
 *   rule: async (_unit, { record }) => reportLife.transition(record, 'verify'),
 * });
 */
export function transition<Type extends AnyRecordType, Entity extends EntitySchema, Values extends object>(
  definition: RecordDefinition<Type, Entity>,
  described: TransitionDescription<Type, Entity, Values>,
): Transition<Type, Entity, Values> {
  return { definition, ...described };
}

/**
 * Applies a transition to the one record, if any, that another record replaces, so that there are never two such records
 * at the same time.
 */
export function transitionReplaced<Type extends AnyRecordType, Entity extends EntitySchema>(
  unit: UnitOfWork,
  replaced: {
    definition: RecordDefinition<Type, Entity>;
    /** What identifies the record: at most one record matches. */
    where: Partial<Stored<Entity>>;
    /** Rejects the transition, or returns the fields to set, the new status included. */
    rule(record: Stored<Entity>): Promise<Outcome<SetFields<Type, Entity>>>;
  },
): Promise<Outcome<object>>;
export async function transitionReplaced(
  unit: UnitOfWork,
  replaced: {
    definition: AnyRecordDefinition;
    where: object;
    rule(record: StoredRecord): Promise<Outcome<object>>;
  },
): Promise<Outcome<object>> {
  const { definition, where } = replaced;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const record: StoredRecord | null = await unit.em.findOne(definition.entity, where, lock);
  if (!record) return accepted({});
  const next = await replaced.rule(record);
  if (!next.ok) return next;
  unit.em.assign(record, next.value);
  await unit.em.flush();
  return accepted({});
}
