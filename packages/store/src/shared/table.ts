import type { EntitySchema, InferEntity } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';

/** How a kind of row is read: its table, and the columns under the names that the entity gives them. */
export interface Table<Row> {
  readonly name: string;
  /** `"t"."legal_name" as "legalName", …` for a table aliased `t`. */
  readonly columns: RawBuilder<Row>;
  /** The column of a property, qualified by the alias `t`. */
  column(property: keyof Row & string): RawBuilder<unknown>;
  /** Whether a text, from a cursor say, can be a value of the property. */
  accepts(property: keyof Row & string, text: string): boolean;
}

const forms: Record<string, RegExp> = {
  UuidType: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  IntegerType: /^-?\d{1,9}$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
};

/** What a reader answers for an entity: a plain object with the entity's properties and UUIDs as ids. */
export type RowOf<Entity> = Entity extends EntitySchema<infer T> ? InferEntity<EntitySchema<T>> : never;

/** Describes how to read an entity's rows without hydrating it. */
export function tableOf<T>(entity: EntitySchema<T>): Table<T> {
  const properties = Object.keys(entity.meta.properties);
  const reference = (property: string) => sql.ref(`t.${columnName(property)}`);
  return {
    name: entity.meta.tableName,
    columns: sql.join(properties.map((property) => sql`${reference(property)} as ${sql.ref(property)}`)),
    column: reference,
    accepts: (property, text) => forms[formOf(entity, property)]?.test(text) ?? !text.includes('\0'),
  };
}

function formOf<T>(entity: EntitySchema<T>, property: string): string {
  const described = (entity.meta.properties as Record<string, { columnType?: string; type?: { name?: string } }>)[
    property
  ];
  return described?.columnType ?? described?.type?.name ?? '';
}

/** `legalName` → `legal_name`: the naming strategy of the entities. */
function columnName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A table whose rows are listed by a number instead of an id: a breakdown, or the place in a release. */
export function numbered<Row>(table: Table<Row>): Table<Row> {
  return { ...table, accepts: (_property, text) => /^\d{1,9}$/.test(text) };
}
