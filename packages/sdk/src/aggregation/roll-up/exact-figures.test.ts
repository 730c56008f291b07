import { describe, expect, it } from 'vitest';
import { partialEndsOf } from './aggregate/bounded-partial.ts';
import { type AggregatedCell, partialOf } from './aggregate/partial-figure.ts';
import { changeBetween } from './change-between.ts';
import { cellOf, mean, over, part, ratio, request, rolledUp, version, within } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpVersion } from './roll-up-request.ts';

const third = { low: '100/3', high: '100/3' };

describe('the exact ends of a figure', () => {
  it('are the quotient of which the value is rounded', () => {
    expect(over(ratio, '4/10', '6/20')).toMatchObject({ value: '33.333333', exact: third });
    expect(over(mean, '1/1', '3/2')).toMatchObject({ value: '1.333333', exact: { low: '4/3', high: '4/3' } });
    expect(over({}, '1', '2.5')).toMatchObject({ value: '3.5', exact: { low: '3.5', high: '3.5' } });
    expect(over({}, 'MISSING')).toMatchObject({ value: null, exact: null });
  });

  it('of a single figure are its numerator divided by its denominator, and its value is as stated', () => {
    const [stated] = rolledUp(request([part(cellOf('10/30', { value: '33.3' }))], { versions: [ratio] }));
    expect(stated).toMatchObject({ value: '33.3', numerator: '10', denominator: '30', exact: third });
  });

  it('of a single figure that is stated as bounds are the bounds, and it has no value', () => {
    const bounds = { ...cellOf('0'), value: null, lowerBound: '20', upperBound: '29' };
    const [figure] = rolledUp(request([part('0', partialEndsOf(bounds, version))]));
    expect(figure).toMatchObject({
      value: null,
      interval: { low: '20', high: '29' },
      exact: { low: '20', high: '29' },
    });
  });

  it('are not rounded between two steps', () => {
    // Quarters of 1/3, 1/3 and 1/3 have the average 1/3, and those of 1/7, 2/7 and 4/7 too.
    const rules = { ...ratio, multiplier: '1', aggregationOverTime: 'AVERAGE' } as const;
    const oneThird = { low: '1/3', high: '1/3' };
    const quarters = (...figures: string[]) =>
      rolledUp(
        request(
          figures.flatMap((figure, at) => [part(cellOf(figure, { value: '0.333333' }), { period: `2024-Q${at + 1}` })]),
          { versions: [rules], periods: ['2024'] },
        ),
      )[0];
    expect(quarters('1/3', '2/6', '3/9', '4/12')).toMatchObject({ value: '0.333333', exact: oneThird });
    expect(
      within({ ...ratio, multiplier: '1', denominatorOverTime: 'AVERAGE' }, { '2024-H1': '1/3', '2024-H2': '1/4' }),
    ).toMatchObject({
      value: '0.571429',
      denominator: '3.5',
      exact: { low: '4/7', high: '4/7' },
    });
  });

  describe('of several figures that are stated as rounded values', () => {
    const rules = { ...ratio, aggregationAcrossOrganizations: 'AVERAGE', aggregationOverTime: 'AVERAGE' } as const;
    const figures = [
      cellOf('2/3', { value: '66.7' }),
      cellOf('4/6', { value: '66.7' }),
      cellOf('1/3', { value: '33.3' }),
    ];
    const aggregated = (parts: RollUpPart[], more: Partial<RollUpVersion>) =>
      rolledUp(request(parts, { versions: [{ ...rules, ...more }], periods: ['2024'] }))[0];
    const fiveNinths = { value: '55.555556', exact: { low: '500/9', high: '500/9' } };
    const twoThirds = { value: '66.666667', exact: { low: '200/3', high: '200/3' } };

    it.each([
      ['AVERAGE', fiveNinths],
      ['MAX', twoThirds],
      ['MIN', { value: '33.333333', exact: third }],
    ] as const)('are the %s of the quotients over organizations, and over time', (way, expected) => {
      const of = (cell: AggregatedCell, period: string) => part(cell, { period, partial: partialOf(cell, ratio) });
      const organizations = figures.map((cell) => of(cell, '2024'));
      const quarters = figures.map((cell, at) => of(cell, `2024-Q${at + 1}`));
      expect(aggregated(organizations, { aggregationAcrossOrganizations: way })).toMatchObject(expected);
      expect(aggregated(quarters, { aggregationOverTime: way })).toMatchObject(expected);
    });

    it('keep the stated value if the others are missing', () => {
      const [stated = cellOf('MISSING')] = figures;
      const all = [stated, cellOf('MISSING')].map((cell) => part(cell, { partial: partialOf(cell, ratio) }));
      expect(aggregated(all, {})).toMatchObject({ ...twoThirds, value: '66.7' });
      const halves = all.map((each, at) => ({ ...part('0', { period: `2024-H${at + 1}` }), partial: each.partial }));
      expect(aggregated(halves, { aggregationOverTime: 'MIN' })).toMatchObject({ ...twoThirds, value: '66.7' });
    });

    it('round a figure that nobody states, also in a period of which the rest has no figure', () => {
      const halves = [...figures.slice(0, 2), cellOf('MISSING')].map((cell, at) =>
        part(cell, { period: at < 2 ? '2024-H1' : '2024-H2', partial: partialOf(cell, ratio) }),
      );
      expect(aggregated(halves, { aggregationAcrossOrganizations: 'RATIO' })).toMatchObject(twoThirds);
    });

    it('are the values of figures without numerator and denominator, and of cells without their version', () => {
      const values = ['66.7', '0'].map((value) => part(cellOf(value), { partial: partialOf(cellOf(value), ratio) }));
      expect(aggregated(values, {})).toMatchObject({ value: '33.35' });
      expect(figures.map((cell) => partialOf(cell).sum)).toEqual(['66.7', '66.7', '33.3']);
      expect(figures.map((cell) => partialOf(cell, { ...ratio, kind: 'COUNT' }).sum)).toEqual(['66.7', '66.7', '33.3']);
    });
  });

  it('keep a decimal that is not a quotient', () => {
    expect(over({ ...version, kind: 'AMOUNT' }, '0.1234567', '1')).toMatchObject({ value: '1.1234567' });
  });
});

describe('changeBetween', () => {
  it('subtracts before it rounds', () => {
    expect(changeBetween('100/3', '200/3')).toBe('33.333333');
    expect(changeBetween('33.333333', '66.666667')).toBe('33.333334');
    expect(changeBetween('a', '1')).toBeNull();
  });
});
