import type { AnyRecordType, Issue } from '@collective-impact/sdk';
import type { EntitySchema } from '@mikro-orm/core';
import type { AnyRecordDefinition, NewRecord, RecordDefinition, Stored, StoredRecord } from '../record-definition.ts';
import type { AnyGuard, UnitOfWork } from '../unit-of-work.ts';

/** A change of a record: as it is stored, null when it is created, and as the command changes it. References are UUIDs. */
interface GuardedChange<Type extends AnyRecordType, Entity extends EntitySchema> {
  before: Stored<Entity> | null;
  after: NewRecord<Type>;
}

/**
 * A rule of a later domain about records of an earlier one, for example a rule about baselines that needs releases.
 */
export interface Guard<Type extends AnyRecordType, Entity extends EntitySchema> {
  readonly prefix: string;
  /** Returns the issues that forbid the change, and an empty list if there are none. */
  judge(unit: UnitOfWork, change: GuardedChange<Type, Entity>): Promise<Issue[]>;
}

/** The guard that repeats the rules of a kind of record about other records when it is restored. */
export function guardRestored({ type: { prefix }, onRestore }: AnyRecordDefinition): AnyGuard {
  return {
    prefix,
    judgeRestored: async (unit, record) => {
      const outcome = await onRestore?.(unit, record as StoredRecord);
      return outcome && !outcome.ok ? outcome.issues : [];
    },
  };
}

/** Describes a guard of a kind of record. */
export function guard<Type extends AnyRecordType, Entity extends EntitySchema>(
  { type: { prefix } }: RecordDefinition<Type, Entity>,
  judge: (unit: UnitOfWork, change: GuardedChange<Type, Entity>) => Promise<Issue[]>,
): Guard<Type, Entity> {
  return { prefix, judge };
}
