import { describe, expect, it } from 'vitest';
import { partialOf } from './aggregate/partial-figure.ts';
import { cellOf, part, request, rolledUp, version } from './roll-up.fixture.ts';
import { bounded } from './roll-up-bounds.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpVersion } from './roll-up-request.ts';

const ratio: RollUpVersion = {
  ...version,
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
};

describe('a roll-up of ratios and averages that are stated as bounds', () => {
  it('divides the numerators that the bounds of a ratio allow by the bases', () => {
    const parts = [
      part('30/60'),
      bounded({ lowerBound: '95' }, { of: ratio, cell: { base: 40 } }),
      bounded({ upperBound: '10' }, { of: ratio, cell: { base: 100 } }),
    ];
    const [figure] = rolledUp(request(parts, { versions: [ratio] }));
    // From 30 + 38 + 0 to 30 + 40 + 10 of 200.
    expect(figure).toMatchObject({ interval: { low: '34', high: '40' }, coverage: { reportedAsBounds: 2 } });
  });

  it('rounds the ends of a quotient outward: 1 of 3 up to 2 of 3 people', () => {
    const third = bounded({ lowerBound: '30', upperBound: '67' }, { of: ratio, cell: { base: 3 } });
    const exact = part('0', {
      partial: partialOf({ ...cellOf('0'), value: null, numerator: '1', denominator: '3' }, ratio),
    });
    const intervalOf = (parts: RollUpPart[]) => rolledUp(request(parts, { versions: [ratio] }))[0]?.interval;
    // 30 % to 67 % of 3, and 1 of 3, are 1.9 to 3.01 of 6: 31.66… % and 50.166… %.
    expect(intervalOf([third, exact])).toEqual({ low: '31.666666', high: '50.166667' });
    // Without bounds, the ratio is rounded to the nearest decimal: 2 of 3.
    const two = part('0', {
      partial: partialOf({ ...cellOf('0'), value: null, numerator: '2', denominator: '3' }, ratio),
    });
    expect(rolledUp(request([two], { versions: [ratio] }))[0]).toMatchObject({ value: '66.666667', interval: null });
    // Bounds that are stated are not rounded.
    expect(intervalOf([third])).toEqual({ low: '30', high: '67' });
  });

  it('rounds the ends of an average outward: 21 to 29, 5 and 6 over three months', () => {
    const of: RollUpVersion = { ...version, aggregationOverTime: 'AVERAGE' };
    const parts = [
      bounded({ lowerBound: '21', upperBound: '29' }, { period: '2024-01' }),
      part('5', { period: '2024-02' }),
      part('6', { period: '2024-03' }),
    ];
    const [figure] = rolledUp(request(parts, { periods: ['2024-Q1'], versions: [of] }));
    // 32 / 3 and 40 / 3.
    expect(figure?.interval).toEqual({ low: '10.666666', high: '13.333334' });
  });

  it('adds the bounds of one ratio to the numerators that round to the value of another', () => {
    // 40 % of 400 is from 158 (39.5 %) to 162 (40.5 %), and at most 10 % of 100 is from 0 to 10.
    const rounded = partialOf(cellOf('40', { base: 400 }), ratio);
    const parts = [part('0', { partial: rounded }), bounded({ upperBound: '10' }, { of: ratio, cell: { base: 100 } })];
    expect(rolledUp(request(parts, { versions: [ratio] }))[0]).toMatchObject({
      value: null,
      interval: { low: '31.6', high: '34.4' },
      reason: 'NOT_ADDITIVE',
      explanation: '1 of 2 figures is stated as bounds. The aggregate is from 31.6 to 34.4.',
    });
  });

  it('leaves an interval beside a suppressed ratio that shows its denominator', () => {
    const hidden = partialOf(cellOf('withheld', { denominator: '20' }), ratio);
    const parts = [
      part('30/60'),
      part('0', { partial: hidden }),
      bounded({ lowerBound: '50', upperBound: '60' }, { of: ratio, cell: { base: 20 } }),
    ];
    // From 30 + 0 + 10 to 30 + 20 + 12 of 100.
    expect(rolledUp(request(parts, { versions: [ratio] }))[0]).toMatchObject({
      value: null,
      interval: { low: '40', high: '62' },
      reason: 'SUPPRESSED',
      explanation: 'A required figure is suppressed. The aggregate is from 40 to 62.',
    });
  });

  it('has no interval beside a suppressed ratio without a denominator', () => {
    const parts = [
      part('0', { partial: partialOf(cellOf('withheld'), ratio) }),
      bounded({ lowerBound: '50', upperBound: '60' }, { of: ratio, cell: { base: 20 } }),
    ];
    expect(rolledUp(request(parts, { versions: [ratio] }))[0]).toMatchObject({ interval: null, reason: 'SUPPRESSED' });
  });

  it('bounds a suppressed total of a release by the bounds that its organizations show', () => {
    const parts = [
      part('0', { source: 'AGGREGATE', partial: partialOf(cellOf('withheld', { denominator: '120' }), ratio) }),
      part('30/60', { organizationId: 'o1' }),
      bounded({ lowerBound: '50', upperBound: '60' }, { of: ratio, cell: { base: 20 }, organizationId: 'o2' }),
      part('0', { organizationId: 'o3', partial: partialOf(cellOf('withheld', { denominator: '40' }), ratio) }),
    ];
    // From 30 + 10 + 0 to 30 + 12 + 40 of 120.
    expect(rolledUp(request(parts, { versions: [ratio] }))[0]).toMatchObject({
      value: null,
      interval: { low: '33.333333', high: '68.333334' },
      reason: 'SUPPRESSED',
    });
  });
});
