import { PostgreSqlPlatform } from '@mikro-orm/postgresql';

/** Converts the text form of a value from PostgreSQL to the value that the program uses. */
export type ValueParser = (text: string) => unknown;

const timestampForm = /^(\d{4,})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:([+-]\d\d)(?::?(\d\d))?)?$/;

/** The scalar types by their object id, with the object id of the array of each. Every other type stays text. */
const scalars: readonly { id: number; arrayId: number; parse: ValueParser }[] = [
  { id: 16, arrayId: 1000, parse: (text) => text === 't' },
  { id: 17, arrayId: 1001, parse: (text) => Uint8Array.from(Buffer.from(text.slice(2), 'hex')) },
  { id: 20, arrayId: 1016, parse: parseSafeInteger },
  { id: 21, arrayId: 1005, parse: Number },
  { id: 23, arrayId: 1007, parse: Number },
  { id: 26, arrayId: 1028, parse: Number },
  { id: 700, arrayId: 1021, parse: Number },
  { id: 701, arrayId: 1022, parse: Number },
  { id: 114, arrayId: 199, parse: JSON.parse },
  { id: 3802, arrayId: 3807, parse: JSON.parse },
  { id: 1114, arrayId: 1115, parse: parseTimestamp },
  { id: 1184, arrayId: 1185, parse: parseTimestamp },
  ...[
    [18, 1002], // "char"
    [19, 1003], // name
    [25, 1009], // text
    [1042, 1014], // bpchar
    [1043, 1015], // varchar
    [1082, 1182], // date
    [1083, 1183], // time
    [1186, 1187], // interval
    [1700, 1231], // numeric
    [2950, 2951], // uuid
    [5069, 271], // xid8
  ].map(([id = 0, arrayId = 0]) => ({ id, arrayId, parse: (text: string) => text })),
];

const platform = new PostgreSqlPlatform();

/**
 * The parsers of all values from a database, on both engines, and through both Kysely and MikroORM. `int8` and `count(*)` are
 * numbers; `numeric` and `date` are text; `timestamptz` is ISO text in UTC with microseconds; `json` and `jsonb` are parsed;
 * arrays contain such values.
 */
export const valueParsers: ReadonlyMap<number, ValueParser> = new Map(
  scalars.flatMap(({ id, arrayId, parse }) => [
    [id, parse],
    [arrayId, (text: string) => mapLeaves(platform.unmarshallArray(text), parse)],
  ]),
);

/** Provides `pg` with the parser of each column. */
export class ValueTypes {
  getTypeParser(id: number): ValueParser {
    return valueParsers.get(id) ?? asText;
  }
}

function asText(text: string): string {
  return text;
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`The integer ${text} is too large to be exact. Select it as text or numeric.`);
  }
  return value;
}

function parseTimestamp(text: string): string {
  const parts = timestampForm.exec(text);
  // "infinity", and years before the common era, have no ISO form.
  if (!parts) return text;
  const [, year = '', day = '', time = '', fraction = '', hours, minutes = '00'] = parts;
  const microseconds = fraction.padEnd(6, '0');
  if (hours === undefined) return `${year}-${day}T${time}.${microseconds}`;
  if (hours === '+00' && minutes === '00') return `${year}-${day}T${time}.${microseconds}Z`;
  const moment = new Date(`${year}-${day}T${time}${hours}:${minutes}`);
  return `${moment.toISOString().slice(0, 19)}.${microseconds}Z`;
}

function mapLeaves(items: readonly unknown[], parse: ValueParser): unknown[] {
  return items.map((item) => {
    if (Array.isArray(item)) return mapLeaves(item, parse);
    return item === null ? null : parse(item as string);
  });
}
