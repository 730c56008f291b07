import type {
  AnyRecordType,
  ChangesOf,
  CreateValuesOf,
  Issue,
  IssueCode,
  Outcome,
  StateOf,
  Visibility,
} from '@collective-impact/sdk';
import type { EntitySchema, InferEntity } from '@mikro-orm/core';
import type { UnitOfWork } from './unit-of-work.ts';

/** The columns that every stored record has. */
export interface StoredRecord {
  id: string;
  ecosystemId: string;
  version: number;
  visibility: Visibility;
}

/** A record as writers hold it: the properties of its entity, with UUIDs as ids. A column without a value is null. */
export type Stored<Entity extends EntitySchema> = {
  [Property in keyof InferEntity<Entity>]: Exclude<InferEntity<Entity>[Property], undefined>;
};

/** A record that is about to be created: the values of the command, with UUIDs as ids, and the columns it already has. */
export type NewRecord<Type extends AnyRecordType> = CreateValuesOf<Type> & StoredRecord;

/** Fields of a record that a rule sets: columns of its table, and fields of the model that `judge` needs. */
export type SetFields<Type extends AnyRecordType, Entity extends EntitySchema> = Partial<Stored<Entity>> &
  Partial<StateOf<Type>>;

/** A record that an update changes, as it is stored, with the fields that the command changes. */
interface RecordChange<Type extends AnyRecordType, Entity extends EntitySchema> {
  record: Stored<Entity>;
  changes: ChangesOf<Type>;
}

/** What a unique constraint of the database means to a caller whose row it rejects. */
interface ConstraintMeaning {
  /** `DUPLICATE` by default. */
  code?: IssueCode;
  path: string[];
  message: string;
}

/**
 * How a kind of record is stored: its type in the SDK, its entity, and the rules of its domain. All references in values
 * are UUIDs.
 *
 * @example
 * export const goalDefinition: RecordDefinition<typeof goal, typeof GoalEntity> = {
 *   type: goal,
 *   entity: GoalEntity,
 *   onCreate: async (unit, { commonAgendaId }) => …,
 *   constraints: { goal_code_unique: { path: ['code'], message: '…' } },
 * };
 */
export interface RecordDefinition<Type extends AnyRecordType, Entity extends EntitySchema> {
  readonly type: Type;
  readonly entity: Entity;
  /** The life cycle of its `status`: new records have the initial status, and only open records can change. */
  readonly life?: {
    readonly initial: string;
    judgeChange(record: Stored<Entity>, fields: readonly string[]): Issue[];
  };
  /**
   * Decides who may change a record, if the roles of its type do not: throws a `ForbiddenError`. `before` is null for a new record.
   * `after` is null for a transition.
   */
  authorize?(
    unit: UnitOfWork,
    change: { ecosystemId: string; before: Stored<Entity> | null; after: NewRecord<Type> | null },
  ): Promise<void>;
  /** Applies the rules that need other records before a record is created. Returns fields to set beside the command's. */
  onCreate?(unit: UnitOfWork, draft: NewRecord<Type>): Promise<Outcome<SetFields<Type, Entity>>>;
  /** Applies the rules that need other records before a record is changed. Returns fields to set beside the command's. */
  onUpdate?(unit: UnitOfWork, change: RecordChange<Type, Entity>): Promise<Outcome<SetFields<Type, Entity>>>;
  /**
   * Applies the rules that need other records after a voided record is restored, because these can have changed meanwhile.
   */
  onRestore?(unit: UnitOfWork, record: Stored<Entity>): Promise<Outcome<object>>;
  /** Writes the parts of the record, which have tables of their own, after its row is written. */
  writeParts?(
    unit: UnitOfWork,
    written: { record: Stored<Entity>; values: Partial<CreateValuesOf<Type>> },
  ): Promise<Issue[]>;
  /** What each unique constraint of the table means, by the name of the constraint. */
  readonly constraints: Readonly<Record<string, ConstraintMeaning>>;
}

/** Any record definition: every {@link RecordDefinition} is one. */
export interface AnyRecordDefinition {
  readonly type: AnyRecordType;
  readonly entity: EntitySchema;
  readonly life?: {
    readonly initial: string;
    judgeChange(record: StoredRecord, fields: readonly string[]): Issue[];
  };
  authorize?(
    unit: UnitOfWork,
    change: { ecosystemId: string; before: StoredRecord | null; after: NewRecord<AnyRecordType> | null },
  ): Promise<void>;
  onCreate?(unit: UnitOfWork, draft: NewRecord<AnyRecordType>): Promise<Outcome<object>>;
  onUpdate?(unit: UnitOfWork, change: { record: StoredRecord; changes: object }): Promise<Outcome<object>>;
  onRestore?(unit: UnitOfWork, record: StoredRecord): Promise<Outcome<object>>;
  writeParts?(unit: UnitOfWork, written: { record: StoredRecord; values: object }): Promise<Issue[]>;
  readonly constraints: Readonly<Record<string, ConstraintMeaning>>;
}
