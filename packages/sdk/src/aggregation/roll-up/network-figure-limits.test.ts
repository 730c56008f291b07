import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Aggregation } from '../../indicator/index.ts';
import { part, people, request, rolledUp } from './roll-up.fixture.ts';
import { bounded } from './roll-up-bounds.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpMember } from './roll-up-request.ts';

const bothYears = '2023-01-01/2024-12-31';
const always = { from: '2020-01-01', until: null };
const member = (ecosystemId: string, ...spans: RollUpMember['spans'][number][]): RollUpMember => ({
  ecosystemId,
  spans: spans.length > 0 ? spans : [always],
});
const own = (figure: string, period: string) => part(figure, { ecosystemId: 'network', source: 'ECOSYSTEM', period });
const of = (ecosystemId: string, figure: string, period: string) =>
  part(figure, { ecosystemId, organizationId: `of ${ecosystemId}`, period });

function ask(
  parts: RollUpPart[],
  {
    way = 'NONE',
    members = [member('a'), member('b')],
    periods = [bothYears],
  }: { way?: Aggregation; members?: RollUpMember[]; periods?: string[] } = {},
) {
  const versions = [{ ...people, aggregationOverTime: way }];
  const over = ['ORGANIZATIONS', 'ECOSYSTEMS', 'PLACES'] as const;
  const [figure] = rolledUp(request(parts, { versions, over, members, periods }));
  const { value, interval, reason } = figure ?? {};
  return { value, interval, reason };
}

const possible = (value: string, low: string | null, high: string | null) => ({
  value,
  interval: { low: low ?? '0', high },
  reason: null,
});
const contradictory = { value: null, interval: null, reason: 'CONTRADICTORY' };

describe('a number of people of several years that a network itself reports', () => {
  const years = [of('a', '10', '2023'), of('a', '12', '2024'), of('b', '20', '2023'), of('b', '5', '2024')];

  it('is from the largest figure of its members to the sum of their figures of all years', () => {
    expect(ask([...years, own('19', bothYears)])).toEqual(contradictory);
    expect(ask([...years, own('20', bothYears)])).toEqual(possible('20', '20', '47'));
    expect(ask([...years, own('47', bothYears)])).toEqual(possible('47', '20', '47'));
    expect(ask([...years, own('48', bothYears)])).toEqual(contradictory);
  });

  it('includes people of an ecosystem that was a member in one of the years and has no figure', () => {
    const left = member('c', { from: '2020-01-01', until: '2023-12-31' });
    const members = [member('a'), member('b'), left];
    expect(ask([...years, own('90', bothYears)], { members })).toEqual(possible('90', '20', null));
    expect(ask([...years, own('19', bothYears)], { members })).toEqual(contradictory);
    const before = member('c', { from: '2020-01-01', until: '2022-12-31' });
    expect(ask([...years, own('90', bothYears)], { members: [member('a'), member('b'), before] })).toEqual(
      contradictory,
    );
  });

  it('does not have to include people of a year before an ecosystem joined', () => {
    const joined = member('b', { from: '2024-01-01', until: null });
    expect(ask([...years, own('12', bothYears)], { members: [member('a'), joined] })).toEqual(
      possible('12', '12', '47'),
    );
    expect(ask([...years, own('11', bothYears)], { members: [member('a'), joined] })).toEqual(contradictory);
  });

  it.each(['LAST', 'MAX', 'MIN', 'AVERAGE'] as const)(
    'is not limited from above by the figures of single years, of which the members use the %s',
    (way) => {
      const low = { LAST: '12', MAX: '20', MIN: '10', AVERAGE: '12.5' }[way];
      expect(ask([...years, own('40', bothYears)], { way })).toEqual(possible('40', low, null));
      expect(ask([...years, own('9', bothYears)], { way })).toEqual(contradictory);
    },
  );
});

describe('a number of people that a network selects from its figures of single years', () => {
  const both = [of('a', '10', '2023'), of('a', '40', '2024'), of('b', '40', '2023'), of('b', '10', '2024')];

  it('is not compared with members whose latest figure is of another year', () => {
    expect(ask([...both, own('90', '2023')], { way: 'LAST' })).toMatchObject({ value: '90', reason: null });
    expect(ask([...both, own('51', '2024')], { way: 'LAST' })).toEqual(contradictory);
    expect(ask([...both, own('39', '2024')], { way: 'LAST' })).toEqual(contradictory);
  });

  it('can be more than the sum of the smallest figures of the members, which are of different years', () => {
    const ownYears = (figure: string) => [own('50', '2023'), own(figure, '2024')];
    expect(ask([...both, ...ownYears('45')], { way: 'MIN' })).toEqual(possible('45', '10', null));
    expect(ask([...both, ...ownYears('9')], { way: 'MIN' })).toEqual(contradictory);
  });

  it('is the largest or the average of the same years as those of the members', () => {
    const ownYears = [own('50', '2023'), own('50', '2024')];
    expect(ask([...both, ...ownYears], { way: 'MAX' })).toEqual(possible('50', '40', '80'));
    expect(ask([...both, own('81', '2023'), own('50', '2024')], { way: 'MAX' })).toEqual(contradictory);
    expect(ask([...both, own('51', '2023'), own('50', '2024')], { way: 'AVERAGE' })).toEqual(contradictory);
    expect(ask([...both, ...ownYears], { way: 'AVERAGE' })).toEqual(possible('50', '25', '50'));
    // The network counted nobody of 2023.
    expect(ask([...both, own('20', '2024')], { way: 'MAX' })).toMatchObject({ value: '20', reason: null });
    expect(ask([...both, own('20', '2024')], { way: 'AVERAGE' })).toMatchObject({ value: '20', reason: null });
  });

  it('is not limited from above by a member whose figure has no upper bound in one year', () => {
    const atLeast = bounded(
      { lowerBound: '20' },
      { of: people, ecosystemId: 'b', organizationId: 'of b', period: '2023' },
    );
    const parts = [of('a', '10', '2023'), of('a', '10', '2024'), atLeast, of('b', '10', '2024')];
    const asked = { way: 'MAX' as const };
    expect(ask([...parts, own('70', '2023'), own('10', '2024')], asked)).toMatchObject({ value: '70', reason: null });
    expect(ask([...parts, own('19', '2023'), own('10', '2024')], asked)).toEqual(contradictory);
  });
});

describe('a contradiction between a network and its members', () => {
  const periods = ['2023', '2024', bothYears];
  const spans = {
    always,
    first: { from: '2020-01-01', until: '2023-12-31' },
    second: { from: '2024-01-01', until: null },
  };
  type Span = keyof typeof spans;
  const isMemberIn = (span: Span, year: string) => span === 'always' || (span === 'first') === (year === '2023');
  const most = 9;

  /** Each number of people in 2023, in 2024 and in both years together that the members' figures allow. */
  function* numbersOf(members: { span: Span; figures: (number | undefined)[] }[]) {
    const [first, second] = ['2023', '2024'].map((year, at) => {
      const present = members.filter(({ span }) => isMemberIn(span, year));
      const known = present.map(({ figures }) => figures[at]);
      const low = Math.max(0, ...known.map((each) => each ?? 0));
      const high = known.includes(undefined) ? most : known.reduce<number>((sum, each) => sum + (each ?? 0), 0);
      return { low, high };
    });
    if (!first || !second) return;
    for (let a = first.low; a <= first.high; a++)
      for (let b = second.low; b <= second.high; b++)
        for (let together = Math.max(a, b); together <= a + b; together++) yield [a, b, together];
  }

  it('is stated only if no people can satisfy all figures', () => {
    const figures = fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }), {
      minLength: 2,
      maxLength: 2,
    });
    const arbitraryMember = fc.record({ span: fc.constantFrom<Span>('always', 'always', 'first', 'second'), figures });
    const worlds = fc.record({
      way: fc.constantFrom<Aggregation>('NONE', 'SUM', 'LAST', 'MAX', 'MIN', 'AVERAGE'),
      members: fc.array(arbitraryMember, { minLength: 1, maxLength: 3 }),
      stated: fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }), { minLength: 3, maxLength: 3 }),
    });
    fc.assert(
      fc.property(worlds, ({ way, members, stated }) => {
        const parts = [
          ...members.flatMap(({ figures: each }, at) =>
            each.flatMap((figure, year) =>
              figure === undefined ? [] : [of(`${at}`, `${figure}`, periods[year] ?? '')],
            ),
          ),
          ...stated.flatMap((figure, at) => (figure === undefined ? [] : [own(`${figure}`, periods[at] ?? '')])),
        ];
        const asked = { way, members: members.map(({ span }, at) => member(`${at}`, spans[span])) };
        if (ask(parts, asked).reason !== 'CONTRADICTORY') return;
        for (const numbers of numbersOf(members))
          expect(numbers.every((number, at) => stated[at] === undefined || stated[at] === number)).toBe(false);
      }),
      { numRuns: process.env.TEST_LONG ? 20_000 : 1000 },
    );
  });
});
