import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorVersionStatuses } from '../vocabulary.ts';
import { type AdoptedDays, judgeOverlap, judgeSettled } from './adoption-rules.ts';

const days = (startsOn: string, endsOn: string | null = null): AdoptedDays => ({ startsOn, endsOn });
const overlaps = (one: AdoptedDays, ...others: AdoptedDays[]) => judgeOverlap(one, others).length > 0;

describe('rules of adoptions by organizations', () => {
  it('require a version whose definition can no longer change', () => {
    const settled = indicatorVersionStatuses.filter(
      (status) => judgeSettled({ status }, 'indicatorVersionId').length === 0,
    );
    expect(settled).toEqual(['ADOPTED', 'RETIRED']);
    expect(judgeSettled({ status: 'DISCUSSED' }, 'indicatorVersionId')).toEqual([
      {
        code: 'ILLEGAL_TRANSITION',
        path: ['indicatorVersionId'],
        message: 'This indicator version is DISCUSSED and can still change. Adopt it with adoptIndicatorVersion first.',
      },
    ]);
  });

  it('reject an adoption that has a day in common with another one, including its first and last day', () => {
    const year = days('2024-01-01', '2024-12-31');
    expect(judgeOverlap(days('2024-12-31', '2025-06-30'), [year])).toEqual([
      {
        code: 'DUPLICATE',
        path: ['startsOn'],
        message:
          'An adoption of this version already exists, from 2024-01-01 to 2024-12-31. End that adoption before this one begins, or update it.',
      },
    ]);
    expect(overlaps(days('2025-01-01'), year)).toBe(false);
    expect(overlaps(days('2023-01-01', '2023-12-31'), year)).toBe(false);
    expect(overlaps(days('2023-01-01', '2024-01-01'), year)).toBe(true);
    expect(overlaps(days('2023-01-01'), year)).toBe(true);
    expect(overlaps(days('2030-01-01'), days('2024-01-01'))).toBe(true);
    expect(overlaps(days('2030-01-01'))).toBe(false);
  });

  it('report an overlap exactly if some day is in both adoptions', () => {
    const day = fc.integer({ min: 1, max: 9 });
    const span = fc.tuple(day, fc.option(day, { nil: null })).filter(([from, to]) => to === null || from <= to);
    const written = ([from, to]: [number, number | null]) =>
      days(`2024-01-0${from}`, to === null ? null : `2024-01-0${to}`);
    fc.assert(
      fc.property(span, span, (one, other) => {
        const has = ([from, to]: [number, number | null], at: number) => from <= at && (to === null || at <= to);
        const common = Array.from({ length: 9 }, (_, at) => at + 1).some((at) => has(one, at) && has(other, at));
        expect(overlaps(written(one), written(other))).toBe(common);
      }),
    );
  });
});
