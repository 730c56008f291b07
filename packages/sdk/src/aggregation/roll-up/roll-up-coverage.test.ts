import { describe, expect, it } from 'vitest';
import { bySex, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpMember, RollUpRequest } from './roll-up-request.ts';

const people = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
} as const;

/** The figures of an organization: of all, or of categories as `F` and `M`. */
const of = (organizationId: string, figures: Record<string, string>, more: Partial<RollUpPart> = {}): RollUpPart[] =>
  Object.entries(figures).map(([category, figure]) =>
    part(figure, { organizationId, ...more, ...(category !== 'all' && { category }) }),
  );

const answer = (parts: RollUpPart[], more: Partial<RollUpRequest> & { rules?: object } = {}) => {
  const { rules, ...rest } = more;
  return rolledUp(request(parts, { versions: [{ ...version, dimensions: [bySex], ...rules }], ...rest }));
};

describe('two organizations, one with a total and one with categories only', () => {
  const mixed = [...of('a', { all: '5' }), ...of('b', { F: '2', M: '3' })];

  it('are both included in the total, because the categories are summed', () => {
    expect(answer(mixed)).toMatchObject([
      {
        value: '10',
        coverage: { figuresIncluded: 2, missing: 0, releases: [{ addedUp: ['b'], isOfCategories: false }] },
      },
    ]);
    expect(answer(mixed, { rules: { aggregationAcrossOrganizations: 'MAX' } })).toMatchObject([{ value: '5' }]);
    expect(
      answer([...of('a', { all: '4' }), ...mixed.slice(1)], { rules: { aggregationAcrossOrganizations: 'MAX' } }),
    ).toMatchObject([{ value: '5' }]);
    expect(answer(mixed, { rules: people })).toMatchObject([{ value: null, interval: { low: '5', high: '10' } }]);
  });

  it('are missing if categories are missing, overlap, or do not cover everything', () => {
    const partial = [...of('a', { all: '5' }), ...of('b', { F: '2' })];
    const missing = {
      value: '5',
      caveats: ['1 organization has figures for 2024, but no total. It counts as missing.'],
      coverage: { figuresIncluded: 1, missing: 1 },
    };
    expect(answer(partial)).toMatchObject([missing]);
    for (const lack of ['exclusive', 'exhaustive'])
      expect(answer(mixed, { rules: { dimensions: [{ ...bySex, [lack]: false }] } })).toMatchObject([missing]);
    expect(answer(partial, { rules: people })).toMatchObject([{ value: null, interval: { low: '5', high: null } }]);
  });

  it('never combine a category of one with a category of the other', () => {
    const parts = [...of('a', { F: '2', M: '3' }), ...of('b', { F: '7' })];
    expect(answer(parts)).toMatchObject([{ value: '5', coverage: { figuresIncluded: 1, missing: 1 } }]);
    expect(answer([...of('a', { F: '2' }), ...of('b', { M: '7' })])).toEqual([]);
  });

  it('are missing in the categories that they do not report', () => {
    const [female] = answer(mixed, { by: ['sex'] });
    expect(female).toMatchObject({
      value: '2',
      categories: [{ dimension: 'sex', category: 'F' }],
      caveats: ['1 organization has figures for 2024, but none of these categories. It counts as missing.'],
      coverage: { figuresIncluded: 1, missing: 1 },
    });
    expect(answer(mixed, { by: ['sex'], rules: people })[0]).toMatchObject({ interval: { low: '2', high: null } });
  });

  it('are suppressed if a required category is suppressed', () => {
    expect(answer([...of('a', { all: '5' }), ...of('b', { F: 'withheld', M: '3' })])).toMatchObject([
      { value: null, reason: 'SUPPRESSED' },
    ]);
  });

  it('have the same ratio and mean as if both had reported a total', () => {
    const ratio = {
      kind: 'RATIO',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      denominatorOverCategories: 'SPLIT',
    };
    const shares = [...of('a', { all: '1/2' }), ...of('b', { F: '1/4', M: '2/6' })];
    expect(answer(shares, { rules: ratio })).toMatchObject([{ numerator: '4', denominator: '12', value: '33.333333' }]);
    const mean = { kind: 'MEAN', aggregationAcrossOrganizations: 'WEIGHTED_MEAN' };
    const means = [...of('a', { all: '10/3' }), ...of('b', { F: '1/3', M: '2/4' })];
    expect(answer(means, { rules: mean })).toMatchObject([
      { value: '1.3', numerator: '13', denominator: '10', coverage: { figuresIncluded: 2 } },
    ]);
  });

  it('are both included in a published total and its coverage', () => {
    const together = part('10', { source: 'AGGREGATE' });
    expect(answer([...mixed, together])).toMatchObject([{ value: '10', coverage: { figuresIncluded: 2, missing: 0 } }]);
    const female = part('2', { source: 'AGGREGATE', category: 'F' });
    expect(answer([...mixed, female], { by: ['sex'] })[0]).toMatchObject({
      value: '2',
      coverage: { figuresIncluded: 1, missing: 1 },
    });
  });

  it("are replaced by the sum of the ecosystem's own categories, and none is missing", () => {
    const own = ['F', 'M'].map((category) => part('6', { source: 'ECOSYSTEM', category }));
    expect(answer([...of('b', { F: '2', M: '3' }), ...own])).toMatchObject([
      { value: '12', coverage: { missing: 0, releases: [{ isOfOrganizations: false }] } },
    ]);
  });

  it('are counted by the request if the figures do not name organizations', () => {
    const withoutFigure = ({ categories }: { categories: readonly object[] }) => (categories.length === 0 ? 2 : 0);
    expect(answer([part('5')], { withoutFigure })).toMatchObject([
      { value: '5', coverage: { figuresIncluded: 1, missing: 2 } },
    ]);
    const finer = [part('2', { category: 'F' }), part('3', { category: 'M' })];
    expect(answer(finer, { withoutFigure })).toMatchObject([
      { value: '5', coverage: { figuresIncluded: 1, missing: 0, releases: [{ isOfCategories: true }] } },
    ]);
    // Of two figures of one category and one of the other it is not known whether one of them is of another organization.
    expect(answer(finer, { withoutFigure: ({ categories }) => (categories[0]?.category === 'M' ? 1 : 0) })).toEqual([]);
    expect(answer([...finer, ...finer, part('MISSING', { category: 'M' })])).toEqual([]);
  });
});

describe('disaggregated figures of a total', () => {
  const asDisaggregated = (parts: readonly RollUpPart[]) => parts.map((each) => ({ part: each, total: [] }));
  const b = of('b', { F: '2', M: '3' });

  it('are included in that total only, not in the category figures', () => {
    const parts = [part('5'), part('1', { category: 'F' }), part('4', { category: 'M' })];
    const withoutFigure = ({ categories }: { categories: readonly object[] }) => (categories.length === 0 ? 1 : 0);
    const figures = answer(parts, { disaggregated: asDisaggregated(b), withoutFigure, by: null });
    expect(figures.map(({ value, coverage }) => [value, coverage.figuresIncluded, coverage.missing])).toEqual([
      ['10', 2, 0],
      ['1', 1, 0],
      ['4', 1, 0],
    ]);
  });

  it('are not included in another total', () => {
    const ofOther = b.map((each) => ({ part: each, total: [{ dimension: 'age', category: '5' }] }));
    expect(answer([part('5')], { disaggregated: ofOther })).toMatchObject([
      { value: '5', coverage: { figuresIncluded: 1 } },
    ]);
  });
});

describe('expected ecosystems without figures', () => {
  const member = (ecosystemId: string, more: Partial<RollUpMember> = {}): RollUpMember => ({
    ecosystemId,
    spans: [{ from: '2020-01-01', until: null }],
    ...more,
  });
  const members = [member('here'), member('there'), member('elsewhere', { isClosed: true })];
  const ask = (rules: object, more: Partial<RollUpRequest> = {}) =>
    answer(of('a', { all: '50' }, { ecosystemId: 'here' }), {
      over: ['ORGANIZATIONS', 'ECOSYSTEMS'],
      rules,
      members,
      ...more,
    })[0];

  it('are counted, and listed if the caller can see them', () => {
    expect(ask({})).toMatchObject({ value: '50', coverage: { missing: 2, absentEcosystems: ['there'] } });
    expect(ask({}, { members: members.slice(0, 1) })).toMatchObject({ coverage: { missing: 0, absentEcosystems: [] } });
  });

  it('leave an unduplicated count without an upper bound, even if the caller cannot see them', () => {
    expect(ask(people, { members: [member('here'), member('elsewhere', { isClosed: true })] })).toMatchObject({
      value: null,
      interval: { low: '50', high: null },
      coverage: { missing: 1, absentEcosystems: [] },
    });
  });

  it('are counted once for several agreements, and listed if the caller can see one of the agreements', () => {
    const twice = [member('there', { isClosed: true }), member('there')];
    expect(ask({}, { members: twice })).toMatchObject({ coverage: { missing: 1, absentEcosystems: ['there'] } });
  });

  it('are counted if no ecosystem has figures', () => {
    expect(answer([], { over: ['ORGANIZATIONS', 'ECOSYSTEMS'], periods: ['2024'], members })).toMatchObject([
      { reason: 'NO_DATA', coverage: { missing: 3, absentEcosystems: ['here', 'there'] } },
    ]);
  });

  it('are not missing from the figure of a single organization', () => {
    const apart = ask({}, { over: ['ECOSYSTEMS'] });
    expect(apart).toMatchObject({ organizationId: 'a', coverage: { missing: 0, absentEcosystems: [] } });
  });
});
