import { type AggregatedCell, partialOf } from '@collective-impact/sdk/aggregation';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { joinNumerators } from './cell-numerators.ts';

/** A cell and the multiplier of its version. */
interface Given {
  cell: AggregatedCell & { base: number | null };
  multiplier: string;
}

const digits = fc.tuple(fc.integer({ min: -50, max: 250_000 }), fc.integer({ min: 0, max: 3 }));
const decimal = digits.map(([whole, scale]) => String(Number(`${whole}e-${scale}`)));
const given: fc.Arbitrary<Given> = fc
  .record({
    value: fc.option(decimal, { freq: 9 }),
    base: fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 9 }),
    hasParts: fc.boolean(),
    suppressed: fc.boolean(),
    multiplier: fc.constantFrom('1', '3', '7.3', '100', '100', '1000'),
  })
  .map(({ value, base, hasParts, suppressed, multiplier }) => {
    const parts = { numerator: hasParts && !suppressed ? '3' : null, denominator: hasParts ? '8' : null };
    const numbers = suppressed ? { value: null, base: hasParts ? null : base } : { value, base };
    return { cell: { ...numbers, ...parts, status: 'OBSERVED', suppressed }, multiplier };
  });

describe.each(engines)('the numerators of released cells on %s', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });

  afterAll(() => database.close());

  /** The numerators of each cell, and its denominator. */
  async function numeratorsOf(all: readonly Given[]) {
    const rows = all.map(({ cell, multiplier }) => ({ ...cell, multiplier }));
    const { rows: found } = await sql<{ found: (string | null)[] }>`
      select array["n"."lowest"::text, trim_scale("n"."highest")::text, trim_scale("n"."denominator")::text] as "found"
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as "j"("cell", "at")
      cross join lateral jsonb_to_record("j"."cell") as "t"("value" numeric, "numerator" numeric, "denominator" numeric, "base" int, "suppressed" boolean, "multiplier" numeric)
      ${joinNumerators(sql`"t"."multiplier"`)} order by "j"."at"`.execute(database.kysely());
    return found.map((row) => row.found);
  }

  it('are the same as in the SDK', async () => {
    const cells = fc.sample(given, { seed: 1, numRuns: 2000 });
    const expected = cells.map(({ cell, multiplier }) => {
      const partial = partialOf(cell, { kind: 'RATIO', countingUnit: 'PEOPLE', multiplier });
      if (partial.derived + partial.suppressedDenominators === 0) return [null, null, null];
      const { numerator, numeratorSpan, denominator } = partial;
      return [numerator, String(Number(numerator) + Number(numeratorSpan)), denominator];
    });
    expect(await numeratorsOf(cells)).toEqual(expected);
    const known = expected.filter(([lowest, highest]) => lowest !== null && lowest !== highest);
    expect(known).toHaveLength(939);
  });

  it.each([
    ['the only number that rounds to the value', { value: '54.3', base: 300 }, '100', ['163', '163', '300']],
    ['every number that rounds to the value', { value: '40', base: 400 }, '100', ['158', '162', '400']],
    ['a value that is rounded down', { value: '66.6', base: 3 }, '100', ['2', '2', '3']],
    ['a multiplier that divides no value', { value: '1', base: 9 }, '3', ['2', '4', '9']],
    ['no number that rounds to the value', { value: '20', base: 7 }, '100', [null, null, null]],
    ['a value above the base', { value: '150', base: 10 }, '100', [null, null, null]],
    ['a suppressed cell with a denominator', { denominator: '40', suppressed: true }, '100', ['0', '40', '40']],
    ['a suppressed cell with a base', { base: 40, suppressed: true }, '100', ['0', '40', '40']],
    ['a suppressed cell', { suppressed: true }, '100', [null, null, null]],
  ])('are for %s', async (_what, more: Partial<Given['cell']>, multiplier, expected) => {
    const empty = { value: null, numerator: null, denominator: null, base: null, status: 'OBSERVED' as const };
    expect(await numeratorsOf([{ cell: { ...empty, suppressed: false, ...more }, multiplier }])).toEqual([expected]);
  });
});
