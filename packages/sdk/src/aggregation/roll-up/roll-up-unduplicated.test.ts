import { describe, expect, it } from 'vitest';
import { bySex, part, people, request, rolledUp, summariesOf, within } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest } from './roll-up-request.ts';

describe('unduplicated counts', () => {
  const answer = (parts: ReturnType<typeof part>[], more: object = {}) =>
    summariesOf(rolledUp(request(parts, { versions: [{ ...people, dimensions: [bySex] }], ...more })));

  it('are between the largest figure and the sum, and exact if only one reporter has people', () => {
    expect(answer([part('40'), part('25')])).toEqual(['2024 NOT_ADDITIVE 40..65']);
    expect(answer([part('40')])).toEqual(['2024 40 40..40']);
    expect(answer([part('40'), part('0')])).toEqual(['2024 40 40..40']);
  });

  it('are more than the largest figure if exclusive categories prove it', () => {
    const categories = [part('30', { category: 'F' }), part('10', { category: 'M' }), part('20', { category: 'M' })];
    expect(answer([part('40'), part('25'), ...categories, part('5', { category: 'F' })])).toEqual([
      '2024 NOT_ADDITIVE 50..65',
    ]);
  });

  it('have no upper bound if a figure is missing or suppressed, and the lower bound of the figures that are shown', () => {
    expect(answer([part('40'), part('MISSING')])).toEqual(['2024 NOT_ADDITIVE 40..']);
    expect(answer([part('40'), part('25')], { expected: () => ({ expected: 3, absent: 1 }) })).toEqual([
      '2024 NOT_ADDITIVE 40..',
    ]);
    expect(answer([part('40'), part('withheld')])).toEqual(['2024 SUPPRESSED 40..']);
    expect(answer([part('withheld')])).toEqual(['2024 SUPPRESSED']);
    const versions = [{ ...people, dimensions: [bySex] }];
    const sexes = [part('30', { category: 'F' }), part('25', { category: 'M' })];
    // Nobody is in two categories: at least 30 + 25 people, although the total of one organization is suppressed.
    expect(answer([part('40'), part('withheld'), ...sexes], { versions })).toEqual(['2024 SUPPRESSED 55..']);
    const halves = [part('40', { period: '2024-H1' }), part('withheld', { period: '2024-H2' })];
    expect(answer(halves, { periods: ['2024'] })).toEqual(['2024 SUPPRESSED 40..']);
  });

  it('have no upper bound if an organization reported for another part of the period only', () => {
    const of = (organizationId: string, value: string, period: string) => part(value, { organizationId, period });
    const a = ['40', '55', '10'].map((value, at) => of('A', value, `2024-Q${[1, 2, 4][at]}`));
    const parts = [...a, of('B', '20', '2024-Q3')];
    const [whole] = rolledUp(request(parts, { versions: [people], periods: ['2024'] }));
    expect(whole).toMatchObject({
      value: null,
      interval: { low: '55', high: null },
      reason: 'NOT_ADDITIVE',
      explanation:
        'Each person counts once. There are at least 55 people. There is no upper bound, because an organization reported for only a part of the period.',
      coverage: { missing: 4, otherPeriodsOnly: 4 },
    });
    const complete = [...parts, of('A', '5', '2024-Q3'), ...[1, 2, 4].map((at) => of('B', '1', `2024-Q${at}`))];
    const of2024 = { versions: [people], periods: ['2024'] };
    expect(rolledUp(request(complete, of2024))[0]?.interval).toEqual({ low: '55', high: '133' });
    // The latest figure is of A only, and B had one before.
    const last = { ...people, aggregationOverTime: 'LAST' } as const;
    expect(rolledUp(request(parts, { versions: [last], periods: ['2024'] }))[0]?.interval).toEqual({
      low: '10',
      high: null,
    });
    // An exact number of people of one organization stays exact.
    expect(rolledUp(request(a, { versions: [last], periods: ['2024'] }))[0]).toMatchObject({ value: '10' });
  });

  it('are counted in the singular if there is 1 person', () => {
    const explanations = (...figures: string[]) =>
      rolledUp(
        request(
          figures.map((figure) => part(figure)),
          { versions: [people] },
        ),
      ).map((each) => each.explanation);
    expect(explanations('1', 'MISSING')).toEqual([
      'Each person counts once. There is at least 1 person. There is no upper bound, because 1 figure is missing.',
    ]);
    expect(explanations('1', 'withheld')).toEqual([
      'A required figure is suppressed. The figures that are shown include at least 1 person.',
    ]);
    expect(explanations('1', '1')).toEqual([
      'Each person counts once and can be in several figures. There are at least 1 and at most 2 people.',
    ]);
  });

  it('state why there is no upper bound', () => {
    const explanations = (parts: RollUpPart[], more: Partial<RollUpRequest> = {}) =>
      rolledUp(request(parts, { versions: [people], ...more })).map(({ explanation }) => explanation);
    expect(explanations([part('40'), part('SUPPRESSED_AT_SOURCE')])).toEqual([
      'Each person counts once. There are at least 40 people. There is no upper bound, because 1 figure is suppressed by the source.',
    ]);
    expect(explanations([part('40'), part('MISSING'), part('MISSING')])).toEqual([
      'Each person counts once. There are at least 40 people. There is no upper bound, because 2 figures are missing.',
    ]);
    expect(explanations([part('40'), part('25')], { expected: () => ({ expected: 3, absent: 1 }) })).toEqual([
      'Each person counts once. There are at least 40 people. There is no upper bound, because an expected organization has no figure.',
    ]);
  });

  it('are not added over time, even if the version states SUM', () => {
    const halves = [part('40', { period: '2024-H1' }), part('30', { period: '2024-H2' })];
    for (const aggregationOverTime of ['NONE', 'SUM'] as const) {
      const versions = [{ ...people, aggregationAcrossOrganizations: aggregationOverTime, aggregationOverTime }];
      expect(summariesOf(rolledUp(request(halves, { versions, periods: ['2024'] })))).toEqual([
        '2024 NOT_ADDITIVE 40..70',
      ]);
      expect(summariesOf(rolledUp(request(halves.slice(1), { versions, periods: ['2024'] })))).toEqual([
        '2024 NOT_ADDITIVE 30..',
      ]);
    }
  });

  it('are the latest or the largest figure if the version states LAST or MAX', () => {
    const figures = { '2024-H1': '40', '2024-H2': '30' };
    expect(within({ ...people, aggregationOverTime: 'LAST' }, figures)).toMatchObject({ value: '30' });
    expect(within({ ...people, aggregationOverTime: 'MAX' }, figures)).toMatchObject({ value: '40' });
  });
});
