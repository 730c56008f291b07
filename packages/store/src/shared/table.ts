import type { EntitySchema, InferEntity } from '@mikro-orm/core';
import type { SnakeCase } from '@mikro-orm/sql';
import {
  type AliasedExpression,
  type AliasedRawBuilder,
  type Expression,
  expressionBuilder,
  type RawBuilder,
  sql,
} from 'kysely';
import { columnName } from './column-name.ts';
import type { RowProperties } from './row-properties.ts';
import type { RowOfAnyTable } from './rows/row-of-any-table.ts';

/** The columns of a row by their names in the database: `legalName` is `legal_name`. */
export type ColumnsOf<Row> = { [Property in keyof Row & string as SnakeCase<Property>]: Row[Property] };

/** The columns to select, each under the name of its property. */
type Selection<Row> = readonly {
  [Property in keyof Row & string]: AliasedExpression<Row[Property], Property>;
}[keyof Row & string][];

/** A database table and how its rows are read. Statements give it the alias `t`. */
export interface Table<Row> {
  readonly name: string;
  /** `"organization" as "t"`, for the query builder. */
  readonly from: AliasedRawBuilder<ColumnsOf<Row>, 't'>;
  /** `"t"."legal_name" as "legalName"` and all other columns, for the query builder. */
  readonly selection: Selection<Row>;
  /** Those of the columns that are needed. All if `needed` is undefined. */
  selectionOf(needed: RowProperties | undefined, always: readonly (keyof Row & string)[]): Selection<Row>;
  /** The selection for raw SQL. */
  readonly columns: RawBuilder<Row>;
  /** The column of a property. */
  column(property: keyof Row & string): Expression<unknown>;
  /** Whether a text, for example from a cursor, can be a value of the property. */
  accepts(property: keyof Row & string, text: string): boolean;
}

const forms: Record<string, RegExp> = {
  UuidType: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  IntegerType: /^-?\d{1,9}$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
};

/** The row of an entity: a plain object with the entity's properties and UUIDs as ids. */
export type RowOf<Entity> = Entity extends EntitySchema<infer T> ? InferEntity<EntitySchema<T>> : never;

/** An entity with at least the properties of these rows. */
interface EntityOf<Row> {
  readonly meta: {
    readonly tableName: string;
    readonly properties: { readonly [Property in keyof Row & string]: object };
  };
}

/** Describes how to read an entity's rows without hydrating entities. */
export function tableOf<T>(entity: EntityOf<T>): Table<T> {
  const properties = Object.keys(entity.meta.properties);
  const { ref } = expressionBuilder<Record<'t', RowOfAnyTable>, 't'>();
  const column = (property: string) => ref(`t.${columnName(property)}`);
  const selection = properties.map((property) => column(property).as(property));
  return {
    name: entity.meta.tableName,
    from: sql.table<ColumnsOf<T>>(entity.meta.tableName).as('t'),
    selection: selection as unknown as Selection<T>,
    selectionOf: (needed, always) =>
      (needed === undefined
        ? selection
        : properties
            .filter((property) => needed.names.has(property) || always.includes(property as keyof T & string))
            .map((property) => column(property).as(property))) as unknown as Selection<T>,
    columns: sql.join(selection),
    column,
    accepts: (property, text) => forms[formOf(entity, property)]?.test(text) ?? !text.includes('\0'),
  };
}

function formOf<T>(entity: EntityOf<T>, property: string): string {
  const described = (entity.meta.properties as Record<string, { columnType?: string; type?: { name?: string } }>)[
    property
  ];
  return described?.columnType ?? described?.type?.name ?? '';
}

/** A table whose rows are listed by a number instead of an id: a breakdown, or the place in a release. */
export function numbered<Row>(table: Table<Row>): Table<Row> {
  return { ...table, accepts: (_property, text) => /^\d{1,9}$/.test(text) };
}
