import { createSchema } from '@collective-impact/gateway';
import { type AnyRecordType, decodeTypeId, localProgram, recordTypes, unwrap } from '@collective-impact/sdk';
import { notVoidable } from '@collective-impact/sdk/access';
import { restoreRecord, voidRecord, Writer } from '@collective-impact/store';
import { openTestDatabase } from '@collective-impact/store/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { carryOut, type Mutation, mutationsOf } from '../bad-input/mutations.ts';
import { particulars } from '../bad-input/particulars.ts';
import { afterSteps, pathTo } from '../bad-input/prepared.ts';
import { newPrincipal } from '../bad-input/principals.ts';
import { valuesFor } from '../bad-input/uniques.ts';
import { World } from '../bad-input/world.ts';

/*
 * Every unique constraint of the database × a voided record: no other record can use its values, and the error names the record to
 * restore. The exceptions are constraints without voided records: another record can have the value, and then the voided one is not
 * restored. New constraints are tested automatically.
 */

interface Unique {
  readonly name: string;
  readonly prefix: string;
  readonly columns: readonly string[];
  readonly condition: string;
}

const reason = 'Made up for a test';
const schema = createSchema();
const database = await openTestDatabase('postgresql');
const rows = <Row>(statement: string, values: unknown[] = []): Promise<Row[]> =>
  database.orm.em.fork().execute(statement, values);

const uniques = await rows<Unique>(`
  select "x"."relname" as "name", "c"."relname" as "prefix", coalesce(pg_get_expr("i"."indpred", "i"."indrelid"), 'true') as "condition",
    (select jsonb_agg("a"."attname") from pg_attribute as "a" where "a"."attrelid" = "c"."oid" and "a"."attnum" = any("i"."indkey")) as "columns"
  from pg_index as "i" join pg_class as "c" on "c"."oid" = "i"."indrelid" join pg_class as "x" on "x"."oid" = "i"."indexrelid"
  where "i"."indisunique" and not "i"."indisprimary"
    and exists (select from pg_attribute as "a" where "a"."attrelid" = "c"."oid" and "a"."attname" = 'is_voided')
  order by 1`);

const fieldOf = (column: string) => column.replaceAll(/_(.)/g, (_match, letter: string) => letter.toUpperCase());

describe('the values of a voided record', () => {
  let count = 0;
  const program = new Writer(database, localProgram);
  const carry = (mutation: Mutation, input: object) => carryOut(mutation, { schema, database, input });
  const mutations = mutationsOf(schema);
  const newWorld = () =>
    new World({ mutations, particulars, carry, count: () => ++count, newPrincipal: () => newPrincipal(database) });
  afterAll(() => database.close());

  const typeOf = (prefix: string): AnyRecordType => {
    const type = recordTypes.find((each) => each.prefix === prefix);
    if (!type) throw new Error(`There is no type of ${prefix}.`);
    return type;
  };
  const isVoided = async (id: string) =>
    (await rows(`select 1 from "voided_record" where "record_id" = ?`, [uuidOf(id)])).length > 0;
  const uuidOf = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

  it.each(uniques.filter(({ prefix }) => prefix in notVoidable))('of $name need no rule', async ({ prefix }) => {
    const id = await newWorld().reference(prefix);
    expect(await voidRecord(program, { id, reason })).toMatchObject({ issues: [{ code: 'IMMUTABLE' }] });
  });

  it.each(uniques.filter(({ prefix }) => !(prefix in notVoidable)))('of $name', async (unique) => {
    const type = typeOf(unique.prefix);
    const create = `create${type.name}`;
    const inputIn = async (world: World) => ({
      ...(await world.input(world.mutation(create), { within: [type.prefix] })),
      ...valuesFor(unique.condition),
    });
    const isMet = async (id: string) => {
      const condition = `"id" = ? and ${unique.condition.replace('(NOT is_voided)', 'true')}`;
      return (await rows(`select 1 from "${type.prefix}_with_voided" where ${condition}`, [uuidOf(id)])).length > 0;
    };
    const trial = newWorld();
    const path = await pathTo(trial, {
      of: type,
      create: async () => trial.done(create, await inputIn(trial)),
      isMet,
    });

    const world = newWorld();
    const input: Record<string, unknown> = await inputIn(world);
    const { id } = await afterSteps(world, { record: await world.done(create, input), path });
    expect(await isMet(id)).toBe(true);
    unwrap(await voidRecord(program, { id, reason, includeDependents: true }));

    const fields = unique.columns.map(fieldOf);
    const isGiven = fields.every((field) => field in input);
    const key = Object.fromEntries(fields.map((field) => [field, input[field]]));
    const again = isGiven ? { ...(await inputIn(world)), ...key } : input;
    const restore = () => restoreRecord(program, { id, reason });
    if (fields.some((field) => type.setByRule.some((name) => name === field))) {
      await world.done(create, again);
      unwrap(await restore());
    } else if (unique.condition.includes('is_voided')) {
      const other = await afterSteps(world, { record: await world.done(create, again), path });
      expect(await isMet(other.id)).toBe(true);
      expect(await restore()).toEqual({
        ok: false,
        issues: [expect.objectContaining({ code: 'DUPLICATE', path: ['id'] })],
      });
      expect(await isVoided(id)).toBe(true);
      unwrap(await voidRecord(program, { id: other.id, reason, includeDependents: true }));
      unwrap(await restore());
    } else {
      const remedy = `A voided record uses this value. Restore ${id} with restoreRecord, or choose another value.`;
      expect(await carry(world.mutation(create), again)).toMatchObject(duplicate(expect.stringContaining(remedy)));
      unwrap(await restore());
      expect(await carry(world.mutation(create), again)).toMatchObject(
        duplicate(expect.not.stringContaining('voided')),
      );
    }
    expect(await isVoided(id)).toBe(false);
  });
});

/** The answer to a record whose values another record has. */
function duplicate(message: unknown) {
  return { record: null, errors: [], userErrors: [{ code: 'DUPLICATE', message }] };
}
