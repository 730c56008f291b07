import * as z from 'zod';
import { reference } from './fields.ts';
import type { Issue } from './outcome.ts';
import { type Reference, referencesAmong } from './references.ts';
import { type Visibility, visibilities } from './visibility.ts';

/** What every record has beside its own fields. */
const recordFields = {
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  version: z.int().min(1),
  visibility: z.enum(visibilities),
  sourceUri: z.string().trim().min(1).max(2000).nullable(),
};

type Shape = Record<string, z.ZodType>;

type SettableShape<S extends Shape, Set extends keyof S> = Omit<S, Set>;

/** The kind of a record in the model: its name, the prefix of its ids, its fields, and what a user may say of them. */
export interface RecordType<Fields extends Shape = Shape, SetByRule extends keyof Fields = never> {
  /** The name in GraphQL and in the model, such as `IndicatorReport`. */
  readonly name: string;
  /** The prefix of its TypeIDs and the name of its table, such as `indicator_report`. */
  readonly prefix: string;
  /** Its own fields, without those that every record has. */
  readonly fields: Fields;
  /** Fields that rules set and users do not. */
  readonly setByRule: readonly SetByRule[];
  /** The field that refers to what it is part of; null where it stands in the ecosystem directly. */
  readonly within: string | null;
  /** Its fields that refer to other records. */
  readonly references: readonly Reference[];
  /** The whole record. */
  readonly schema: z.ZodObject<
    Fields & typeof recordFields & { id: z.ZodType<string>; ecosystemId: z.ZodType<string> }
  >;
  /**
   * Its fields that hold the day on which something happened: none of them is still to come. `judgements.judgedOn` is that
   * field of each entry of a list.
   */
  readonly past: readonly string[];
  /** Returns what is wrong with a state of the record by itself, such as dates that are out of order. */
  judge(state: z.output<z.ZodObject<Fields>>): Issue[];
  /** What creates one: nullable fields and lists may be left out. */
  readonly createSchema: z.ZodType<CreateValues<Fields, SetByRule>>;
  /** What changes one: an absent field is left unchanged, null clears it. */
  readonly updateSchema: z.ZodType<UpdateValues<Fields, SetByRule>>;
}

/** Any kind of record: every {@link RecordType} is one. */
export interface AnyRecordType {
  readonly name: string;
  readonly prefix: string;
  readonly fields: Shape;
  readonly setByRule: readonly string[];
  readonly within: string | null;
  readonly references: readonly Reference[];
  readonly past: readonly string[];
  readonly schema: z.ZodObject;
  judge(state: object): Issue[];
  readonly createSchema: z.ZodType<object>;
  readonly updateSchema: z.ZodType<{ id: string; expectedVersion: number }>;
}

/** Values of a create command, complete: what the user left out is null, an empty list, or the default. */
export type CreateValues<Fields extends Shape, SetByRule extends keyof Fields> = {
  /** Absent where the record is part of another, whose ecosystem it takes. */
  ecosystemId?: string;
  visibility: Visibility;
  sourceUri: string | null;
} & z.output<z.ZodObject<SettableShape<Fields, SetByRule>>>;

/** Values of an update command: the record, the version it is thought to have, and the fields to change. */
export type UpdateValues<Fields extends Shape, SetByRule extends keyof Fields> = {
  id: string;
  expectedVersion: number;
  visibility?: Visibility;
  sourceUri?: string | null;
} & Partial<z.output<z.ZodObject<SettableShape<Fields, SetByRule>>>>;

/** The complete values of a command that creates a record: `CreateValuesOf<typeof goal>`. */
export type CreateValuesOf<Type extends AnyRecordType> = z.output<Type['createSchema']>;

/** The fields that a command changes, without those that it leaves out: `ChangesOf<typeof goal>`. */
export type ChangesOf<Type extends AnyRecordType> = Omit<z.output<Type['updateSchema']>, 'id' | 'expectedVersion'>;

/** The fields that a kind of record has beside those of every record: `StateOf<typeof goal>`. */
export type StateOf<Type extends AnyRecordType> = Parameters<Type['judge']>[0];

/** Describes a kind of record once; the schemas of its commands follow. */
export function defineRecord<Fields extends Shape, SetByRule extends keyof Fields & string = never>(definition: {
  name: string;
  prefix: string;
  fields: Fields;
  setByRule?: readonly SetByRule[];
  /** Who sees one whose creator did not say. `MEMBERS` unless a concept is more sensitive. */
  defaultVisibility?: Visibility;
  /** The reference to what it is part of; its ecosystem is that record's, and it stays there. */
  within?: keyof Fields & string;
  /** Fields that do not change once the record exists, such as the period of a report. */
  fixed?: readonly (keyof Fields & string)[];
  /**
   * Fields that hold the day on which something happened: one that is still to come is refused when it is written. Of the
   * entries of a list, `judgements.judgedOn`.
   */
  past?: readonly ((keyof Fields & string) | `${keyof Fields & string}.${string}`)[];
  /** Where a concept is never open to all: the visibilities that it may have. */
  visibilities?: readonly [Visibility, ...Visibility[]];
  /** See {@link RecordType.judge}. */
  judge?: (state: z.output<z.ZodObject<Fields>>) => Issue[];
}): RecordType<Fields, SetByRule> {
  const setByRule = definition.setByRule ?? [];
  const settable = Object.entries(definition.fields).filter(([name]) => !setByRule.includes(name as SetByRule));
  const changeable = settable.filter(([name]) => name !== definition.within && !definition.fixed?.includes(name));
  const visibility = z.enum(definition.visibilities ?? visibilities);
  const createShape = Object.fromEntries(settable.map(([name, field]) => [name, optionalOnCreate(field)]));
  const updateShape = Object.fromEntries(changeable.map(([name, field]) => [name, withoutDefault(field).optional()]));
  const id = reference(definition.prefix);
  return {
    name: definition.name,
    prefix: definition.prefix,
    fields: definition.fields,
    setByRule,
    within: definition.within ?? null,
    references: referencesAmong(definition.fields),
    past: definition.past ?? [],
    judge: definition.judge ?? (() => []),
    schema: z.object({ id, ecosystemId: reference('ecosystem'), ...recordFields, ...definition.fields }),
    createSchema: z.strictObject({
      ...(definition.prefix === 'ecosystem' || definition.within ? {} : { ecosystemId: reference('ecosystem') }),
      visibility: visibility.default(definition.defaultVisibility ?? definition.visibilities?.[0] ?? 'MEMBERS'),
      sourceUri: recordFields.sourceUri.default(null),
      ...createShape,
    }) as unknown as z.ZodType<CreateValues<Fields, SetByRule>>,
    updateSchema: z.strictObject({
      id,
      expectedVersion: z.int().min(1),
      visibility: visibility.optional(),
      sourceUri: recordFields.sourceUri.optional(),
      ...updateShape,
    }) as unknown as z.ZodType<UpdateValues<Fields, SetByRule>>,
  };
}

function optionalOnCreate(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodArray) return field.safeParse([]).success ? field.default([]) : field;
  return field.safeParse(null).success ? field.default(null) : field;
}

/** An update that leaves a field out must not set it to what a create would. */
function withoutDefault(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field;
}

/** A record as the outside sees it, with TypeIDs. */
export type RecordOf<Type extends { schema: z.ZodType }> = z.output<Type['schema']>;
