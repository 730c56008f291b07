import type { AnyRecordType, CommandSchema, Issue, IssueCode, LifeCycle, Outcome } from '@collective-impact/sdk';
import type { EntitySchema } from '@mikro-orm/core';
import type { UnitOfWork } from './unit-of-work.ts';

/** A record as a writer holds it: the entity's properties, with UUIDs as ids. */
export type WrittenRecord = Record<string, unknown> & { id: string; ecosystemId: string; version: number };

/** What is the matter when a constraint of the database refuses a row. */
interface ConstraintMeaning {
  /** `DUPLICATE` unless said. */
  code?: IssueCode;
  path: string[];
  message: string;
}

/**
 * How a kind of record is written: its model, its entity, and the rules of its room.
 *
 * `Values` are a command's values with references resolved to UUIDs.
 */
export interface Writing {
  readonly type: AnyRecordType;
  readonly entity: EntitySchema;
  /** Where its `status` leads: a record begins in the first state, and only one that is open can change. */
  readonly life?: LifeCycle<string, string>;
  /** The SDK's rule at creation, where it needs other records: answers what to store beyond what the user said. */
  readonly onCreate?: (unit: UnitOfWork, draft: WrittenRecord) => Promise<Outcome<Record<string, unknown>>>;
  /** The SDK's rule at a change, where it needs other records or the life cycle: `record` as it is, `changes` as asked for. */
  readonly onUpdate?: (
    unit: UnitOfWork,
    change: { record: WrittenRecord; changes: Record<string, unknown> },
  ) => Promise<Outcome<Record<string, unknown>>>;
  /** Writes what is part of the record once the record itself stands. */
  readonly writeParts?: (
    unit: UnitOfWork,
    part: { record: WrittenRecord; values: Record<string, unknown> },
  ) => Promise<Issue[]>;
  /** What the unique constraints of the table mean to a user. */
  readonly constraints: Readonly<Record<string, ConstraintMeaning>>;
}

/** What takes a record from one state of its life cycle to the next, as the SDK's rule allows. */
export interface Transition {
  /** The mutation's name. */
  name: string;
  writing: Writing;
  /** What the command says beside the record's id and version, such as a day; nothing where it is absent. */
  values?: CommandSchema;
  /** What of these null clears; of any other, null says no more than leaving it out. */
  clears?: readonly string[];
  /** Answers what to store, from the record as it is and the values of the command. */
  rule(
    unit: UnitOfWork,
    step: { record: WrittenRecord; values: Record<string, unknown> },
  ): Promise<Outcome<Record<string, unknown>>>;
}
