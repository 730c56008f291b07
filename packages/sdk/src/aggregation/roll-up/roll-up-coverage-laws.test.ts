import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../../shared/numbers/decimal.ts';
import { bySex, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpFigure } from './roll-up-figure.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest, RollUpVersion } from './roll-up-request.ts';

/** The counts of an organization, and the part of them that its report contains. */
const report = fc.record({
  organizationId: fc.constantFrom('a', 'b', 'c', 'd'),
  period: fc.constantFrom('2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'),
  F: fc.nat(500),
  M: fc.nat(500),
  contents: fc.constantFrom('TOTAL', 'CATEGORIES', 'BOTH', 'ONE_CATEGORY', 'MISSING'),
});
type Report = ReturnType<typeof report.generate>['value'];
const reports = (contents: Report['contents'][]) =>
  fc.uniqueArray(
    report.map((each) => ({ ...each, contents: contents[each.F % contents.length] ?? 'BOTH' })),
    { selector: ({ organizationId, period }) => `${organizationId} ${period}`, minLength: 1, maxLength: 16 },
  );
const allContents: Report['contents'][] = ['TOTAL', 'CATEGORIES', 'BOTH', 'ONE_CATEGORY', 'MISSING'];

const partsOf = ({ organizationId, period, F, M, contents }: Report): RollUpPart[] => {
  const more = { organizationId, period };
  const total = part(String(F + M), more);
  const categories = [part(String(F), { ...more, category: 'F' }), part(String(M), { ...more, category: 'M' })];
  switch (contents) {
    case 'TOTAL':
      return [total];
    case 'CATEGORIES':
      return categories;
    case 'ONE_CATEGORY':
      return categories.slice(0, 1);
    case 'MISSING':
      return [part('MISSING', more)];
    default:
      return [total, ...categories];
  }
};
const rules = fc.constantFrom<Partial<RollUpVersion>>(
  { countingUnit: 'EVENTS', aggregationAcrossOrganizations: 'SUM' },
  { countingUnit: 'EVENTS', aggregationAcrossOrganizations: 'MAX' },
  { countingUnit: 'EVENTS', aggregationAcrossOrganizations: 'AVERAGE' },
  { countingUnit: 'PEOPLE_UNDUPLICATED', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' },
);
const answer = (parts: RollUpPart[], more: Partial<RollUpRequest> & { each?: Partial<RollUpVersion> } = {}) => {
  const { each, ...rest } = more;
  return rolledUp(request(parts, { versions: [{ ...version, dimensions: [bySex], ...each }], ...rest }));
};

/** The organizations that state the figure of the first of these figures in one of their periods, or all its categories. */
const reportersOf = (
  figures: readonly RollUpFigure[],
  { all, by }: { all: readonly Report[]; by: readonly string[] },
): Set<string> => {
  const [category] = figures[0]?.categories ?? [];
  const contents: Report['contents'][] =
    by.length === 0
      ? ['TOTAL', 'CATEGORIES', 'BOTH', 'MISSING']
      : ['CATEGORIES', 'BOTH', ...(category?.category === 'F' ? ['ONE_CATEGORY' as const] : [])];
  const periods = figures.map(({ period }) => period);
  const stating = all.filter((each) => contents.includes(each.contents) && periods.includes(each.period));
  return new Set(stating.map(({ organizationId }) => organizationId));
};

describe('the coverage of a roll-up', () => {
  it('is the sum of the coverages of its periods, and of the organizations without a report for a period', () => {
    fc.assert(
      fc.property(reports(allContents), fc.constantFrom([], ['sex']), (all, by) => {
        const parts = all.flatMap(partsOf);
        const [year] = answer(parts, { periods: ['2024'], by });
        const quarters = answer(parts, { by }).filter(
          ({ categories }) => JSON.stringify(categories) === JSON.stringify(year?.categories),
        );
        const sum = (of: (figure: RollUpFigure) => number) => quarters.reduce((total, each) => total + of(each), 0);
        if (!year) return;
        const withoutPeriod = quarters.map(({ period }) => {
          const reported = new Set(all.filter((each) => each.period === period).map((each) => each.organizationId));
          return reportersOf(quarters, { all, by }).difference(reported).size;
        });
        const otherPeriodsOnly = withoutPeriod.reduce((total, each) => total + each, 0);
        expect(year.coverage).toMatchObject({
          figuresIncluded: sum(({ coverage }) => coverage.figuresIncluded),
          missing: sum(({ coverage }) => coverage.missing) + otherPeriodsOnly,
          otherPeriodsOnly,
          periods: quarters.map(({ period }) => period),
          releases: quarters.flatMap(({ coverage }) => coverage.releases),
        });
      }),
    );
  });

  it('counts each organization that reported once, as included or as missing', () => {
    fc.assert(
      fc.property(reports(allContents), (all) => {
        for (const { period, coverage } of answer(all.flatMap(partsOf))) {
          const reporters = all.filter((each) => each.period === period);
          const made = reporters.filter(({ contents }) => contents !== 'ONE_CATEGORY' && contents !== 'MISSING');
          expect([coverage.figuresIncluded, coverage.missing]).toEqual([made.length, reporters.length - made.length]);
        }
      }),
    );
  });

  it('over ecosystems is the sum of their coverages, with the absent ecosystems and those absent for a part', () => {
    const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'];
    const ecosystems = ['e1', 'e2', 'e3', 'e4'];
    const members = ecosystems.map((ecosystemId) => ({ ecosystemId, spans: [{ from: '2020-01-01', until: null }] }));
    fc.assert(
      fc.property(reports(allContents), rules, (all, each) => {
        const parts = all.flatMap((one) =>
          partsOf(one).map((made) => ({ ...made, ecosystemId: ecosystems[one.M % 3] ?? 'e1' })),
        );
        const [together] = answer(parts, { over: ['ORGANIZATIONS', 'ECOSYSTEMS'], periods: ['2024'], each, members });
        const apart = answer(parts, { periods: ['2024'], each }).filter(({ coverage }) => coverage.periods.length > 0);
        const sum = (of: (figure: RollUpFigure) => number) => apart.reduce((total, one) => total + of(one), 0);
        const absent = ecosystems.filter((id) => !apart.some(({ ecosystemId }) => ecosystemId === id));
        const covered = new Set(apart.flatMap(({ coverage }) => coverage.periods));
        /** Number of runs of quarters that other ecosystems cover and this one does not. */
        const partsWithout = ({ coverage: { periods } }: RollUpFigure) => {
          const isWithout = quarters.map((each) => (covered.has(each) && !periods.includes(each) ? 'x' : ' '));
          return isWithout.join('').match(/x+/g)?.length ?? 0;
        };
        const forParts = apart
          .filter((figure) => partsWithout(figure) > 0)
          .flatMap(({ ecosystemId }) => ecosystemId ?? []);
        expect(together?.coverage).toMatchObject({
          figuresIncluded: sum(({ coverage }) => coverage.figuresIncluded),
          missing: sum(({ coverage }) => coverage.missing) + absent.length + sum(partsWithout),
          absentEcosystems: [...absent, ...forParts].sort(),
        });
        const gaps = together?.coverage.gaps.length ?? 0;
        expect(gaps > 0).toBe(covered.size < quarters.length);
      }),
    );
  });

  it('does not depend on the order of figures or members', () => {
    const members = ['e1', 'e2', 'e3'].map((ecosystemId) => ({
      ecosystemId,
      spans: [{ from: '2020-01-01', until: null }],
      isClosed: ecosystemId === 'e3',
    }));
    const asked = { over: ['ORGANIZATIONS', 'ECOSYSTEMS'] as const, periods: ['2024'] };
    fc.assert(
      fc.property(
        reports(allContents).chain((all) => {
          const parts = all.flatMap(partsOf);
          return fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length }));
        }),
        rules,
        ([parts, shuffled], each) => {
          const once = answer(parts, { ...asked, each, members });
          expect(answer(shuffled, { ...asked, each, members: members.toReversed() })).toEqual(once);
        },
      ),
    );
  });
});

describe('a roll-up of totals', () => {
  it('is the same whether organizations report totals or all of their categories', () => {
    fc.assert(
      fc.property(reports(['TOTAL', 'CATEGORIES', 'BOTH']), rules, (all, each) => {
        const summariesOf = (figures: RollUpFigure[]) =>
          figures.map(({ period, value, coverage }) => [period, value, coverage.figuresIncluded, coverage.missing]);
        const asked = { each, periods: ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4', '2024'] };
        const stated = all.flatMap((one) => partsOf({ ...one, contents: 'TOTAL' }));
        expect(summariesOf(answer(all.flatMap(partsOf), asked))).toEqual(summariesOf(answer(stated, asked)));
      }),
    );
  });

  it('of unduplicated people contains the true count, and has no upper bound if a figure is missing', () => {
    const people = {
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    } as const;
    fc.assert(
      fc.property(reports(allContents), (all) => {
        for (const { period, interval, coverage } of answer(all.flatMap(partsOf), { each: people })) {
          if (!interval) continue;
          const counted = all.filter((one) => one.period === period).map(({ F, M }) => String(F + M));
          expect(interval.high).toBe(coverage.missing > 0 ? null : sumDecimals(counted));
        }
      }),
    );
  });
});
