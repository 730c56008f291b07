import { type RawBuilder, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { fixtureSchema, SpecimenEntity } from './schema/fixture-schema.ts';
import { migrate } from './schema/migrate.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

/** One value of every type: the SQL, and the parsed value. */
const values: Record<string, [string, unknown]> = {
  int8: ['9007199254740991::int8', 9007199254740991],
  negative: ['-5::int8', -5],
  count: ['(select count(*) from generate_series(1, 3))', 3],
  int4: ['7::int4', 7],
  int2: ['7::int2', 7],
  float8: ['0.1::float8', 0.1],
  float4: ['1.5::float4', 1.5],
  notANumber: [`'NaN'::float8`, Number.NaN],
  boolean: ['true', true],
  numeric: ['12345678901234567890.1200::numeric', '12345678901234567890.1200'],
  average: ['(select avg(n) from (values (1), (2)) as "v"("n"))', '1.5000000000000000'],
  numerics: [`array[1.10, null, 3e20]::numeric[]`, ['1.10', null, '300000000000000000000']],
  nested: [
    'array[[1, 2], [3, 4]]::int8[]',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  int8s: ['array[1, null, 9007199254740991]::int8[]', [1, null, 9007199254740991]],
  uuids: [`array['${id}']::uuid[]`, [id]],
  texts: [`array['a', 'b,c', '"q"', '', 'NULL', null, 'x\\y']::text[]`, ['a', 'b,c', '"q"', '', 'NULL', null, 'x\\y']],
  noTexts: [`'{}'::text[]`, []],
  booleans: ['array[true, false]', [true, false]],
  uuid: [`'${id}'::uuid`, id],
  microseconds: [`'2026-01-02 03:04:05.123456+00'::timestamptz`, '2026-01-02T03:04:05.123456Z'],
  wholeSecond: [`'2026-01-02 03:04:05+00'::timestamptz`, '2026-01-02T03:04:05.000000Z'],
  otherZone: [`'2026-01-02 03:04:05.5+05:45'::timestamptz`, '2026-01-01T21:19:05.500000Z'],
  far: [`'12026-01-02 03:04:05+00'::timestamptz`, '12026-01-02T03:04:05.000000Z'],
  endless: [`'infinity'::timestamptz`, 'infinity'],
  moments: [`array['2026-01-02 03:04:05.1+00', null]::timestamptz[]`, ['2026-01-02T03:04:05.100000Z', null]],
  local: [`'2026-01-02 03:04:05.1'::timestamp`, '2026-01-02T03:04:05.100000'],
  date: [`'2026-01-02'::date`, '2026-01-02'],
  dates: [`array['2026-01-02']::date[]`, ['2026-01-02']],
  dayOfMoment: [`('2026-01-01 23:30:00+00'::timestamptz)::date`, '2026-01-01'],
  time: [`'03:04:05.6'::time`, '03:04:05.6'],
  interval: [`'1 year 2 days'::interval`, '1 year 2 days'],
  jsonb: [`'{"a": [1, null, "x"]}'::jsonb`, { a: [1, null, 'x'] }],
  json: [`'{"a": 1.50}'::json`, { a: 1.5 }],
  jsonText: [`'"text"'::jsonb`, 'text'],
  jsonNumber: [`'5'::jsonb`, 5],
  jsonbs: [`array['{"a": 1}']::jsonb[]`, [{ a: 1 }]],
  bytes: [`'\\x00ff'::bytea`, Uint8Array.of(0, 255)],
  transaction: [`'12'::xid8`, '12'],
  varchar: [`'v'::varchar(3)`, 'v'],
  padded: [`'v'::char(3)`, 'v  '],
  nothing: ['null::numeric', null],
  unknown: [`'10.0.0.1'::inet`, '10.0.0.1'],
};

const specimen = {
  id,
  shelfId: null,
  count: 9007199254740991,
  weight: '12345678901234567890.1200',
  weights: ['1.10', '2.2'],
  counts: [1, 9007199254740991],
  relatives: [id],
  names: ['a', 'b,c', '"q"', ''],
  seenAt: '2026-01-02T03:04:05.123456Z',
  seenOn: '2026-01-02',
  note: { a: [1, null, "it's"] },
  plain: 'text',
  isWhole: true,
  length: 0.1,
};

/** MikroORM requires the PostgreSQL notation for arrays of types other than text. */
const specimenToStore = {
  ...specimen,
  weights: '{1.10,2.2}',
  counts: '{1,9007199254740991}',
  relatives: `{${id}}`,
};

describe.each(engines)('values read from %s', (engine) => {
  it('are parsed alike by Kysely and MikroORM, regardless of server settings', async () => {
    const database = await openTestDatabase(engine, { schema: { entities: [], migrations: [] } });
    try {
      const columns = Object.entries(values).map(([name, [text]]) => sql`${sql.raw(text)} as ${sql.ref(name)}`);
      const query: RawBuilder<Record<string, unknown>> = sql`select ${sql.join(columns)}`;
      const { rows } = await query.execute(database.kysely());
      expect(rows).toEqual([Object.fromEntries(Object.entries(values).map(([name, [, value]]) => [name, value]))]);
      expect(await database.orm.em.fork().execute(query.compile(database.kysely()).sql)).toEqual(rows);
    } finally {
      await database.close();
    }
  });

  it('are parsed alike in entities of MikroORM', async () => {
    const database = await openTestDatabase(engine, { schema: fixtureSchema });
    try {
      await migrate(database);
      const em = database.orm.em.fork();
      await em.insert(SpecimenEntity, specimenToStore);
      const stored = await em.findOneOrFail(SpecimenEntity, id);
      expect({ ...stored }).toEqual(specimen);
    } finally {
      await database.close();
    }
  });

  it('are compared to the last digit and microsecond when entities are saved', async () => {
    const database = await openTestDatabase(engine, { schema: fixtureSchema });
    try {
      await migrate(database);
      const em = database.orm.em.fork();
      await em.insert(SpecimenEntity, specimenToStore);
      const stored = await em.findOneOrFail(SpecimenEntity, id);
      expect((await statementsOf(database, () => em.flush())).statements).toEqual([]);
      const change = { weight: '12345678901234567890.1201', seenAt: '2026-01-02T03:04:05.123457Z' };
      em.assign(stored, change);
      await em.flush();
      expect(await database.orm.em.fork().findOneOrFail(SpecimenEntity, id)).toMatchObject({ ...specimen, ...change });
    } finally {
      await database.close();
    }
  });

  it('cause an error if a number is too large to be exact', async () => {
    const database = await openTestDatabase(engine, { schema: { entities: [], migrations: [] } });
    try {
      const query = sql`select 9007199254740993::int8 as "n"`;
      await expect(query.execute(database.kysely())).rejects.toThrow('9007199254740993 is too large to be exact');
      await database.ping();
    } finally {
      await database.close();
    }
  });
});
