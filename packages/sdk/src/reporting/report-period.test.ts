import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { placePeriod, placeReportPeriod } from './report-period.ts';

const version = { frequency: 'SCHOOL_YEAR', schoolYearStart: '08-01', fiscalYearStart: '07-01' } as const;

describe('placePeriod and placeReportPeriod', () => {
  it('return first and last day in the calendar of the ecosystem', () => {
    expect(unwrap(placePeriod('FY2025', version))).toEqual({
      period: 'FY2025',
      periodStart: '2024-07-01',
      periodEnd: '2025-06-30',
    });
    expect(unwrap(placePeriod('FY2025', {}))).toMatchObject({ periodStart: '2025-01-01' });
  });

  it('replace an interval by the shorter code if it is a school year of the ecosystem', () => {
    expect(unwrap(placePeriod('2024-08-01/2025-07-31', version)).period).toBe('SY2024-25');
    expect(unwrap(placePeriod('2024-09-01/2025-08-31', version)).period).toBe('2024-09-01/2025-08-31');
  });

  it('accept an interval of the reporting frequency, and reject a period of another length', () => {
    expect(placeReportPeriod('2024-08-01/2025-07-31', version)).toEqual({
      ok: true,
      value: { period: 'SY2024-25', periodStart: '2024-08-01', periodEnd: '2025-07-31' },
    });
    expect(placeReportPeriod('2024', version)).toEqual({
      ok: false,
      issues: [
        {
          code: 'INVALID',
          path: ['period'],
          message: 'This indicator version is reported for a school year (SY2025-26). Use a period of this length.',
        },
      ],
    });
  });

  it('reject a text that is not a period', () => {
    const issue = { code: 'INVALID', path: ['code'], message: 'Expected a period such as 2025-Q3, not "soon".' };
    expect(placePeriod('soon', {})).toEqual({ ok: false, issues: [issue] });
    expect(placeReportPeriod('soon', version)).toEqual({ ok: false, issues: [issue] });
  });
});
