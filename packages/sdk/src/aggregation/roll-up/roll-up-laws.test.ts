import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, sumDecimals } from '../../shared/numbers/decimal.ts';
import { figureOf } from './aggregate/combine-figures.ts';
import { type AggregatedCell, combinePartials, partialOf } from './aggregate/partial-figure.ts';
import { bySex, cellOf, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpVersion } from './roll-up-request.ts';

const amount = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([whole, scale]) => sumDecimals([`${whole}e-${scale}`]));
const cell: fc.Arbitrary<AggregatedCell> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(amount, fc.option(fc.nat(500))).map(([value, base]) => cellOf(value, { base })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }))
      .map(([over, under]) => ({ ...cellOf('1'), numerator: String(over), denominator: String(under) })),
  },
  fc.constantFrom('MISSING', 'NOT_APPLICABLE', 'SUPPRESSED_AT_SOURCE', 'withheld').map((status) => cellOf(status)),
);
const periods = ['2023-Q4', '2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4', '2024-H1', '2024'];
const somePart: fc.Arbitrary<RollUpPart> = fc
  .record({
    cell,
    period: fc.constantFrom(...periods),
    category: fc.constantFrom(undefined, 'F', 'M'),
    organizationId: fc.constantFrom('a', 'b', 'c', null),
    versionId: fc.constantFrom('v1', 'v2', 'v3'),
    ecosystemId: fc.constantFrom('e1', 'e2'),
    source: fc.constantFrom('ORGANIZATION', 'ORGANIZATION', 'ORGANIZATION', 'ECOSYSTEM', 'AGGREGATE'),
  })
  .map(({ cell: figure, category, ...more }) =>
    part(figure, { ...more, ...(category !== undefined && { category }) } as Partial<RollUpPart>),
  );
const rules = fc.record({
  kind: fc.constantFrom('COUNT', 'AMOUNT', 'RATIO', 'MEAN', 'INDEX'),
  countingUnit: fc.constantFrom('EVENTS', 'PEOPLE_UNDUPLICATED'),
  aggregationAcrossOrganizations: fc.constantFrom('SUM', 'RATIO', 'WEIGHTED_MEAN', 'MIN', 'MAX', 'AVERAGE', 'NONE'),
  aggregationOverTime: fc.constantFrom('SUM', 'RATIO', 'WEIGHTED_MEAN', 'MIN', 'MAX', 'LAST', 'AVERAGE', 'NONE'),
  denominatorOverTime: fc.constantFrom('SUM', 'AVERAGE', 'LAST', 'NONE', null),
  denominatorOverCategories: fc.constantFrom('SPLIT', 'SHARED', null),
}) as fc.Arbitrary<Partial<RollUpVersion>>;

const versionsBy = (each: Partial<RollUpVersion>): RollUpVersion[] =>
  [1, 2, 3].map((count) => ({ ...version, ...each, id: `v${count}`, number: count, dimensions: [bySex] }));

/** The same part with other numbers. A cell without a figure has none. */
const raised = (each: RollUpPart): RollUpPart => {
  if (each.partial.figures === 0) return each;
  const { sum, numerator, ...partial } = each.partial;
  const more = (text: string | null) => (text === null ? null : addDecimals(text, '1000'));
  const { least, greatest } = partial;
  const values = { sum: addDecimals(sum, '1000'), least: more(least), greatest: more(greatest) };
  return { ...each, partial: { ...partial, ...values, numerator: addDecimals(numerator, '1') } };
};

describe('partial figures', () => {
  it('combine to the same figure in any order and number of steps', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), fc.nat(12), (cells, at) => {
        const partials = cells.map((each) => partialOf(each));
        const steps = [combinePartials(partials.slice(at)), combinePartials(partials.slice(0, at))];
        expect(combinePartials(steps)).toEqual(combinePartials(partials));
      }),
    );
  });

  it('combine to the sum of all values', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1 }), (values) => {
        const partial = combinePartials(values.map((value) => partialOf(cellOf(value))));
        const pooled = figureOf(partial, { way: 'SUM', version });
        expect(pooled).toMatchObject({ figure: { value: values.reduce(addDecimals, '0') } });
      }),
    );
  });
});

describe('a roll-up', () => {
  const asked = { over: ['ORGANIZATIONS', 'ECOSYSTEMS'] as const, periods: ['2024', '2024-H1'] };

  it('does not depend on the order of the figures', () => {
    const shuffled = fc
      .array(somePart, { maxLength: 12 })
      .chain((parts) => fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })));
    fc.assert(
      fc.property(shuffled, rules, fc.constantFrom(null, [], ['sex']), ([parts, other], each, by) => {
        const answer = (of: RollUpPart[]) => rolledUp(request(of, { ...asked, by, versions: versionsBy(each) }));
        expect(answer(other)).toEqual(answer(parts));
      }),
    );
  });

  it('has no figure that includes versions that are not comparable', () => {
    fc.assert(
      fc.property(fc.array(somePart, { minLength: 1, maxLength: 8 }), rules, (parts, each) => {
        const compares = ({ from, to }: { from: number; to: number }) =>
          from === to
            ? ({ comparability: 'YES', notes: [] } as const)
            : ({ comparability: 'NO', notes: ['no'] } as const);
        const answer = rolledUp(request(parts, { ...asked, versions: versionsBy(each), compares }));
        for (const figure of answer.filter(({ value, interval }) => value !== null || interval !== null)) {
          const others = parts.map((each) => (each.versionId === figure.versionId ? each : raised(each)));
          const again = rolledUp(request(others, { ...asked, versions: versionsBy(each), compares }));
          expect(again.find(({ period }) => period === figure.period)).toEqual(figure);
        }
      }),
    );
  });

  it('in two steps equals one step if both steps have the same rule', () => {
    const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'];
    const ways = fc.constantFrom('SUM', 'MIN', 'MAX', 'RATIO', 'WEIGHTED_MEAN');
    const reports = fc.array(
      fc.record({
        cell: fc
          .tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }))
          .map(([over, under]) => ({ ...cellOf(String(over)), numerator: String(over), denominator: String(under) })),
        at: fc.nat(3),
        organizationId: fc.constantFrom('a', 'b', 'c'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(reports, ways, (cells, way) => {
        const isOfValues = way === 'SUM' || way === 'MIN' || way === 'MAX';
        const kind = way === 'RATIO' ? 'RATIO' : way === 'WEIGHTED_MEAN' ? 'MEAN' : 'AMOUNT';
        const parts = cells.map(({ cell: figure, at, organizationId }) => {
          const values = isOfValues ? { numerator: null, denominator: null } : { value: null };
          return part({ ...figure, ...values }, { period: quarters[at] ?? '', organizationId });
        });
        const versions = versionsBy({
          kind,
          aggregationAcrossOrganizations: way,
          aggregationOverTime: way,
          denominatorOverTime: 'SUM',
        });
        const once = rolledUp(request(parts, { versions, periods: ['2024'] }))[0];
        // Over time first, reporter by reporter, then over reporters.
        const steps = rolledUp(request(parts, { versions, over: [], periods: ['2024'] })).map((figure) =>
          part({ ...figure, value: isOfValues ? figure.value : null, status: 'OBSERVED' }),
        );
        const twice = rolledUp(request(steps, { versions, periods: ['2024'] }))[0];
        expect(twice?.value).toBe(once?.value);
        // And over half-years.
        const halves = rolledUp(request(parts, { versions, periods: ['2024-H1', '2024-H2'] })).flatMap((figure) =>
          figure.reason
            ? []
            : part(
                { ...figure, value: isOfValues ? figure.value : null, status: 'OBSERVED' },
                { period: figure.period },
              ),
        );
        expect(rolledUp(request(halves, { versions, periods: ['2024'] }))[0]?.value).toBe(once?.value);
      }),
    );
  });

  it('of unduplicated counts has an interval that contains the true count', () => {
    const person = fc.record({
      sex: fc.constantFrom('F', 'M'),
      with: fc.subarray(['a', 'b', 'c']),
      in: fc.subarray(['2024-H1', '2024-H2'], { minLength: 1 }),
    });
    const once: RollUpVersion = {
      ...version,
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
      dimensions: [bySex],
    };
    fc.assert(
      fc.property(fc.array(person, { maxLength: 30 }), fc.subarray(['a', 'b', 'c'], { minLength: 1 }), (all, asks) => {
        const parts = ['2024-H1', '2024-H2'].flatMap((period) =>
          asks.flatMap((organizationId) => {
            const seen = all.filter((each) => each.with.includes(organizationId) && each.in.includes(period));
            const count = (sex?: string) => String(seen.filter((each) => !sex || each.sex === sex).length);
            const more = { period };
            return [
              part(count(), more),
              part(count('F'), { ...more, category: 'F' }),
              part(count('M'), { ...more, category: 'M' }),
            ];
          }),
        );
        const truth = (period?: string) =>
          String(
            all.filter((each) => asks.some((one) => each.with.includes(one)) && (!period || each.in.includes(period)))
              .length,
          );
        const answer = rolledUp(request(parts, { versions: [once], periods: ['2024-H1', '2024-H2', '2024'] }));
        for (const { period, value, interval } of answer) {
          const people = truth(period === '2024' ? undefined : period);
          const { low, high } = interval ?? { low: 'none', high: null };
          expect(compareDecimals(low ?? 'none', people)).toBeLessThanOrEqual(0);
          expect(compareDecimals(high ?? people, people)).toBeGreaterThanOrEqual(0);
          if (value !== null) expect(value).toBe(people);
        }
      }),
    );
  });
});
