import * as z from 'zod';
import { type ErasableField, erasableAmong } from './erasable.ts';
import { reference } from './fields.ts';
import type { Issue } from './outcome.ts';
import { type Reference, referencesAmong } from './references.ts';
import type { Role } from './role.ts';
import { type Visibility, visibilities } from './visibility.ts';

/** The fields that every record has. */
const recordFields = {
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  version: z.int().min(1),
  visibility: z.enum(visibilities),
  sourceUri: z.string().trim().min(1).max(2000).nullable(),
};

type Shape = Record<string, z.ZodType>;

/**
 * The visibility of a record whose creator does not set one: a fixed one, that of the record that contains it (`CONTAINER`), or the
 * `defaultVisibility` of its ecosystem (`ECOSYSTEM`), if the records that its fields refer to are not less visible. If it is that of its
 * container, it also follows a change of the container.
 */
export type DefaultVisibility = Visibility | 'CONTAINER' | 'ECOSYSTEM';

/**
 * The fields of a record that is about another one, of any type: the prefix of its type, its id, and the principal that is the author.
 * The author, and organizations to which the other record belongs, see the record, too.
 */
export interface Concern {
  readonly recordType: string;
  readonly recordId: string;
  readonly author: string;
}

/** The roles that can manage a kind of record. */
type ManagingRole = Extract<Role, 'STEWARD' | 'BACKBONE'>;

type SettableShape<S extends Shape, Set extends keyof S> = Omit<S, Set>;

/** A kind of record in the model: its name, the prefix of its ids, its fields, and the fields that users can set. */
export interface RecordType<Fields extends Shape = Shape, SetByRule extends keyof Fields = never> {
  /** The name in GraphQL and in the model, such as `IndicatorReport`. */
  readonly name: string;
  /** The prefix of its TypeIDs and the name of its table, such as `indicator_report`. */
  readonly prefix: string;
  /** Its fields, without those that every record has. */
  readonly fields: Fields;
  /** Fields that only rules can set. */
  readonly setByRule: readonly SetByRule[];
  /** The field that refers to the record that contains it; null if it belongs directly to the ecosystem. */
  readonly within: string | null;
  /** Its fields that refer to other records. */
  readonly references: readonly Reference[];
  /**
   * Its fields with the organizations that it belongs to; `id` if it is an organization. A CONTRIBUTOR changes records of its
   * organizations, and sees those that are RESTRICTED.
   */
  readonly ownedBy: readonly string[];
  /** Its fields with other ecosystems whose stewards see the record too, because it concerns both. */
  readonly sharedWith: readonly string[];
  /** See {@link Concern}. Null for most types. */
  readonly concerns: Concern | null;
  /** The least role that changes every such record of an ecosystem. */
  readonly managedBy: ManagingRole;
  /** See {@link DefaultVisibility}. */
  readonly defaultVisibility: DefaultVisibility;
  /** The whole record. */
  readonly schema: z.ZodObject<
    Fields & typeof recordFields & { id: z.ZodType<string>; ecosystemId: z.ZodType<string> }
  >;
  /**
   * Its fields that contain the day of an event, which must not be in the future. `judgments.judgedOn` is the field
   * `judgedOn` of each entry of the list `judgments`.
   */
  readonly past: readonly string[];
  /**
   * Its fields with personal data: names, addresses and roles of persons. An erasure replaces them. `judgments.judgedBy` is the field
   * `judgedBy` of each entry of the list `judgments`.
   */
  readonly personal: readonly string[];
  /** Its fields whose text can be erased: the personal ones, and those with free text. */
  readonly erasable: readonly ErasableField[];
  /** Returns the faults of a state of the record that need no other record, such as dates that are out of order. */
  judge(state: z.output<z.ZodObject<Fields>>): Issue[];
  /** The values that create a record. Nullable fields and lists may be omitted. */
  readonly createSchema: z.ZodType<CreateValues<Fields, SetByRule>>;
  /** The values that change a record. An absent field is left unchanged, and null clears a field. */
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
  readonly personal: readonly string[];
  readonly erasable: readonly ErasableField[];
  readonly ownedBy: readonly string[];
  readonly sharedWith: readonly string[];
  readonly concerns: Concern | null;
  readonly managedBy: ManagingRole;
  readonly defaultVisibility: DefaultVisibility;
  readonly schema: z.ZodObject;
  judge(state: object): Issue[];
  readonly createSchema: z.ZodType<object>;
  readonly updateSchema: z.ZodType<{ id: string; expectedVersion: number }>;
}

/** The complete values of a create command. A field that the user omitted is null, an empty list, or the default. */
export type CreateValues<Fields extends Shape, SetByRule extends keyof Fields> = {
  /** Absent if another record contains this one. The ecosystem is then that of the container. */
  ecosystemId?: string;
  /** Absent if the creator set none and the type has no fixed default: see {@link DefaultVisibility}. */
  visibility?: Visibility;
  sourceUri: string | null;
} & z.output<z.ZodObject<SettableShape<Fields, SetByRule>>>;

/** The values of an update command: the record, its expected version, and the fields to change. */
export type UpdateValues<Fields extends Shape, SetByRule extends keyof Fields> = {
  id: string;
  expectedVersion: number;
  visibility?: Visibility;
  sourceUri?: string | null;
} & Partial<z.output<z.ZodObject<SettableShape<Fields, SetByRule>>>>;

/** The complete values of a command that creates a record: `CreateValuesOf<typeof goal>`. */
export type CreateValuesOf<Type extends AnyRecordType> = z.output<Type['createSchema']>;

/** The fields that an update command changes: `ChangesOf<typeof goal>`. */
export type ChangesOf<Type extends AnyRecordType> = Omit<z.output<Type['updateSchema']>, 'id' | 'expectedVersion'>;

/** The fields of a kind of record, without those that every record has: `StateOf<typeof goal>`. */
export type StateOf<Type extends AnyRecordType> = Parameters<Type['judge']>[0];

/** Describes a kind of record, and derives the schemas of its commands. */
export function defineRecord<Fields extends Shape, SetByRule extends keyof Fields & string = never>(definition: {
  name: string;
  prefix: string;
  fields: Fields;
  setByRule?: readonly SetByRule[];
  /** See {@link DefaultVisibility}; `ECOSYSTEM` by default, or the first of `visibilities`. */
  defaultVisibility?: DefaultVisibility;
  /** The reference to the record that contains it. Its ecosystem is that of the container, which cannot be changed. */
  within?: keyof Fields & string;
  /** See {@link RecordType.ownedBy}; none by default. */
  ownedBy?: readonly ((keyof Fields & string) | 'id')[];
  /** See {@link RecordType.sharedWith}; none by default. */
  sharedWith?: readonly (keyof Fields & string)[];
  /** See {@link Concern}; none by default. */
  concerns?: { readonly [Part in keyof Concern]: keyof Fields & string };
  /** See {@link RecordType.managedBy}; `BACKBONE` by default. */
  managedBy?: ManagingRole;
  /** Fields that cannot be changed once the record exists, such as the period of a report. */
  fixed?: readonly (keyof Fields & string)[];
  /**
   * Fields that contain the day of an event. A day in the future is rejected. `judgments.judgedOn` is a field of the
   * entries of a list.
   */
  past?: readonly ((keyof Fields & string) | `${keyof Fields & string}.${string}`)[];
  /** See {@link RecordType.personal}; none by default. */
  personal?: readonly ((keyof Fields & string) | `${keyof Fields & string}.${string}`)[];
  /** The visibilities that a record may have; all by default. */
  visibilities?: readonly [Visibility, ...Visibility[]];
  /** See {@link RecordType.judge}. */
  judge?: (state: z.output<z.ZodObject<Fields>>) => Issue[];
}): RecordType<Fields, SetByRule> {
  const setByRule = definition.setByRule ?? [];
  const settable = Object.entries(definition.fields).filter(([name]) => !setByRule.includes(name as SetByRule));
  const changeable = settable.filter(([name]) => name !== definition.within && !definition.fixed?.includes(name));
  const visibility = z.enum(definition.visibilities ?? visibilities);
  const defaultVisibility = definition.defaultVisibility ?? definition.visibilities?.[0] ?? 'ECOSYSTEM';
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
    personal: definition.personal ?? [],
    erasable: erasableAmong(definition.fields, definition.personal ?? []),
    ownedBy: definition.ownedBy ?? [],
    sharedWith: definition.sharedWith ?? [],
    concerns: definition.concerns ?? null,
    managedBy: definition.managedBy ?? 'BACKBONE',
    defaultVisibility,
    judge: definition.judge ?? (() => []),
    schema: z.object({ id, ecosystemId: reference('ecosystem'), ...recordFields, ...definition.fields }),
    createSchema: z.strictObject({
      ...(definition.prefix === 'ecosystem' || definition.within ? {} : { ecosystemId: reference('ecosystem') }),
      visibility:
        defaultVisibility === 'CONTAINER' || defaultVisibility === 'ECOSYSTEM'
          ? visibility.optional()
          : visibility.default(defaultVisibility),
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

/** In an update, an absent field must be left unchanged and not set to its default. */
function withoutDefault(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field;
}

/** A record with TypeIDs, as callers see it. */
export type RecordOf<Type extends { schema: z.ZodType }> = z.output<Type['schema']>;
