import { describe, expect, it } from 'vitest';
import { bySex, cellOf, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest, RollUpVersion } from './roll-up-request.ts';

const people = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
} as const;

const ofMember = (ecosystemId: string, figure: string, more: Partial<RollUpPart> = {}) =>
  part(figure, { ecosystemId, organizationId: `of ${ecosystemId}`, ...more });
const member = (ecosystemId: string) => ({ ecosystemId, spans: [{ from: '2020-01-01', until: null }] });

function figuresOf(
  parts: readonly RollUpPart[],
  more: Partial<RollUpRequest> & { rules?: Partial<RollUpVersion> } = {},
) {
  const { rules = people, ...rest } = more;
  return rolledUp(request([...parts], { versions: [{ ...version, dimensions: [bySex], ...rules }], ...rest }));
}

describe('an organization that reported NOT_APPLICABLE', () => {
  it('counts nobody, so that the people of the other reporters have an upper bound', () => {
    expect(figuresOf([part('50'), part('NOT_APPLICABLE'), part('40')])).toMatchObject([
      {
        value: null,
        reason: 'NOT_ADDITIVE',
        interval: { low: '50', high: '90' },
        explanation:
          'Each person counts once and can be in several figures. There are at least 50 and at most 90 people.',
        coverage: { figuresIncluded: 2, missing: 0, notApplicable: 1 },
      },
    ]);
    expect(figuresOf([part('50'), part('NOT_APPLICABLE')])).toMatchObject([{ value: '50', reason: null }]);
  });

  it('does not hide that another figure is missing', () => {
    expect(figuresOf([part('50'), part('NOT_APPLICABLE'), part('MISSING')])).toMatchObject([
      {
        interval: { low: '50', high: null },
        explanation:
          'Each person counts once. There are at least 50 people. There is no upper bound, because 1 figure is missing.',
      },
    ]);
  });

  it('leaves no gap in a longer period', () => {
    const quarters = ['50', 'NOT_APPLICABLE', '40', '10'].map((figure, at) =>
      part(figure, { period: `2024-Q${at + 1}` }),
    );
    expect(figuresOf(quarters, { periods: ['2024'] })).toMatchObject([{ interval: { low: '50', high: '100' } }]);
    const missing = quarters.with(1, part('MISSING', { period: '2024-Q2' }));
    expect(figuresOf(missing, { periods: ['2024'] })).toMatchObject([{ interval: { low: '50', high: null } }]);
  });

  it('leaves no gap beside figures of another version', () => {
    const newer = { ...version, ...people, id: 'v2', number: 2 };
    const versions = [{ ...version, ...people }, newer];
    const both = (figure: string) => [
      part(figure, { organizationId: 'a' }),
      part('40', { organizationId: 'b', versionId: 'v2' }),
    ];
    expect(rolledUp(request(both('NOT_APPLICABLE'), { versions }))).toMatchObject([{ value: '40', reason: null }]);
    expect(rolledUp(request(both('MISSING'), { versions }))).toMatchObject([{ interval: { low: '40', high: null } }]);
  });
});

describe('a category that is NOT_APPLICABLE', () => {
  const categories = (organizationId: string, F: string, M: string) => [
    part(F, { organizationId, category: 'F' }),
    part(M, { organizationId, category: 'M' }),
  ];

  it('adds nothing to the total of its organization', () => {
    const parts = [...categories('a', 'NOT_APPLICABLE', '30'), part('50', { organizationId: 'b' })];
    expect(figuresOf(parts, { rules: {} })).toMatchObject([
      { value: '80', caveats: [], coverage: { figuresIncluded: 2, missing: 0, otherCategoriesOnly: 0 } },
    ]);
    expect(figuresOf(categories('a', 'MISSING', '30'), { rules: {} })).toEqual([]);
  });

  it('is a total that is NOT_APPLICABLE if all categories of an organization are', () => {
    const parts = [...categories('a', 'NOT_APPLICABLE', 'NOT_APPLICABLE'), part('50', { organizationId: 'b' })];
    expect(figuresOf(parts, { rules: {} })).toMatchObject([
      {
        value: '50',
        caveats: [],
        coverage: {
          figuresIncluded: 1,
          missing: 0,
          notApplicable: 1,
          releases: [{ addedUp: [], suppressedTotals: [], notApplicableTotals: ['a'] }],
        },
      },
    ]);
  });

  it('adds neither numerator nor denominator to a ratio', () => {
    const rules = {
      kind: 'RATIO',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      denominatorOverCategories: 'SPLIT',
    } as const;
    const empty = { ...cellOf('NOT_APPLICABLE'), numerator: '0', denominator: '0' };
    const parts = [
      part(empty, { organizationId: 'a', category: 'F' }),
      part('3/4', { organizationId: 'a', category: 'M' }),
    ];
    expect(figuresOf(parts, { rules })).toMatchObject([{ value: '75', numerator: '3', denominator: '4' }]);
  });

  it('is not the figure of another organization if several are not identified', () => {
    const parts = [
      part('20', { category: 'F' }),
      part('NOT_APPLICABLE', { category: 'F' }),
      part('30', { category: 'M' }),
      part('10', { category: 'M' }),
    ];
    // One organization has 20 + 30 or 20 + 10 people, and the other has the rest: 60 together.
    expect(figuresOf(parts, { rules: {} })).toMatchObject([{ value: '60', coverage: { figuresIncluded: 2 } }]);
    expect(figuresOf(parts.with(1, part('MISSING', { category: 'F' })), { rules: {} })).toEqual([]);
  });
});

describe('a member of a network whose organizations reported NOT_APPLICABLE', () => {
  const over = { over: ['ORGANIZATIONS', 'ECOSYSTEMS'], members: ['north', 'south', 'west'].map(member) } as const;

  it('is neither expected nor missing', () => {
    const parts = [ofMember('north', '60'), ofMember('south', '40'), ofMember('west', 'NOT_APPLICABLE')];
    expect(figuresOf(parts, over)).toMatchObject([
      {
        interval: { low: '60', high: '100' },
        coverage: { ecosystems: 2, expectedEcosystems: 2, missing: 0, notApplicable: 1, absentEcosystems: [] },
      },
    ]);
  });

  it('is expected and not included if its figure is missing', () => {
    const parts = [ofMember('north', '60'), ofMember('south', '40'), ofMember('west', 'MISSING')];
    expect(figuresOf(parts, over)).toMatchObject([
      {
        interval: { low: '60', high: null },
        coverage: { ecosystems: 2, expectedEcosystems: 3, missing: 1, absentEcosystems: [] },
      },
    ]);
  });

  it('is incomplete if another of its organizations did not report', () => {
    const parts = [ofMember('north', '60'), ofMember('west', 'NOT_APPLICABLE')];
    const members = ['north', 'west'].map(member);
    const expected = ({ ecosystemId }: { ecosystemId: string }) =>
      ecosystemId === 'west' ? { expected: 2, absent: 1 } : { expected: 1, absent: 0 };
    expect(figuresOf(parts, { ...over, members, expected })).toMatchObject([
      { interval: { low: '60', high: null }, coverage: { ecosystems: 1, expectedEcosystems: 2, missing: 1 } },
    ]);
  });
});

describe('a suppressed total that a release computed', () => {
  it('includes the figures of its organizations, as a total that is shown', () => {
    const parts = [part('30'), part('withheld'), part('NOT_APPLICABLE')];
    const [shown] = figuresOf([...parts, part('36', { source: 'AGGREGATE' })], { rules: {} });
    const [suppressed] = figuresOf([...parts, part('withheld', { source: 'AGGREGATE' })], { rules: {} });
    expect(shown).toMatchObject({ value: '36', coverage: { figuresIncluded: 2, suppressed: 0, notApplicable: 1 } });
    expect(suppressed).toMatchObject({
      value: null,
      reason: 'SUPPRESSED',
      status: null,
      coverage: { figuresIncluded: 2, suppressed: 1, notApplicable: 1 },
    });
  });
});
