import { type Code, type Visibility, visibilities } from '@collective-impact/sdk';
import { p } from '@mikro-orm/core';
import { NumericType, TimestampType } from './database/column-types.ts';

/** Columns that every record's table has; `version` and `updatedAt` are set by a trigger. */
export const recordProperties = {
  id: p.uuid().primary(),
  createdAt: timestamp().defaultRaw('now()'),
  updatedAt: timestamp().defaultRaw('now()'),
  version: p.integer().default(1),
  visibility: p.enum(visibilities).$type<Visibility>().default('MEMBERS'),
  sourceUri: p.text().nullable(),
};

/** A timestamp, as an ISO string with microseconds on both engines. */
export function timestamp() {
  return p.type(TimestampType);
}

/** A calendar day, `YYYY-MM-DD`. */
export function day() {
  return p.string().columnType('date');
}

/** An exact decimal, as a string. */
export function numeric() {
  return p.type(NumericType);
}

/** Text for sorting lists. The byte order is the same on every engine and machine. */
export function sortedText() {
  return p.text().collation('C');
}

/** A code with the label that it had when it was stored. */
export function code() {
  return p.json().$type<Code>();
}
