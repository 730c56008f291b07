import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import { indicatorVersionStatuses } from '../vocabulary.ts';
import { draftVersion, judgeReportable, retireVersion, versionLife } from './version-life-cycle.ts';

const transitions = Object.keys(versionLife.transitions) as (keyof typeof versionLife.transitions)[];

describe('the life cycle of an indicator version', () => {
  it('begins as a draft with the next number', () => {
    const draft = { status: 'DRAFT', adoptedOn: null, retiredOn: null };
    expect(unwrap(draftVersion(undefined))).toEqual({ number: 1, ...draft });
    expect(unwrap(draftVersion({ number: 4 }))).toEqual({ number: 5, ...draft });
  });

  it('allows a draft to be discussed, then adopted, then retired, and no other transition', () => {
    const allowed = indicatorVersionStatuses.flatMap((status) =>
      transitions.flatMap((name) => {
        const outcome = versionLife.transition({ status }, name);
        return outcome.ok ? [`${status} ${name} ${outcome.value.status}`] : [];
      }),
    );
    expect(allowed).toEqual(['DRAFT discuss DISCUSSED', 'DISCUSSED adopt ADOPTED', 'ADOPTED retire RETIRED']);
  });

  it('records the day of the retirement, from the adoption to today', () => {
    const retired = (on: string, status: (typeof indicatorVersionStatuses)[number] = 'ADOPTED') =>
      retireVersion({ status, adoptedOn: '2024-02-01' }, { on, today: '2024-06-15' });
    expect(retired('2024-02-01')).toEqual({ ok: true, value: { status: 'RETIRED', retiredOn: '2024-02-01' } });
    expect(retired('2024-01-31')).toMatchObject({ issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['retiredOn'] }] });
    expect(retired('2024-06-16')).toMatchObject({ issues: [{ code: 'OUT_OF_RANGE', path: ['retiredOn'] }] });
    expect(retired('2024-06-15', 'DRAFT')).toMatchObject({ issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }] });
  });

  it('names the statuses from which a rejected transition is allowed', () => {
    expect(versionLife.transition({ status: 'RETIRED' }, 'adopt')).toEqual({
      ok: false,
      issues: [
        {
          code: 'ILLEGAL_TRANSITION',
          path: ['id'],
          message: 'This indicator version is RETIRED. Only an indicator version that is DISCUSSED can be adopted.',
        },
      ],
    });
    expect(versionLife.transition({ status: 'DRAFT' }, 'adopt')).toMatchObject({
      issues: [
        {
          message:
            'This indicator version is DRAFT. Only an indicator version that is DISCUSSED can be adopted. Open the discussion with discussIndicatorVersion, and record statements with createDiscussionEntry.',
        },
      ],
    });
  });

  it('allows changes until the version is adopted', () => {
    expect(indicatorVersionStatuses.filter((status) => versionLife.isOpen({ status }))).toEqual(['DRAFT', 'DISCUSSED']);
  });

  it('rejects changes of an adopted definition, but not of its visibility or source', () => {
    const fields = ['definition', 'visibility', 'unit', 'sourceUri'];
    const issuesOf = (status: (typeof indicatorVersionStatuses)[number]) =>
      versionLife.judgeChange({ status }, fields).map(({ code, path }) => `${code} ${path}`);
    expect(issuesOf('DISCUSSED')).toEqual([]);
    expect(issuesOf('ADOPTED')).toEqual(['IMMUTABLE definition', 'IMMUTABLE unit']);
    expect(issuesOf('RETIRED')).toEqual(['IMMUTABLE definition', 'IMMUTABLE unit']);
  });

  it('allows new reports while the version is adopted', () => {
    const reportable = indicatorVersionStatuses.filter(
      (status) => judgeReportable({ status, replacedFrom: null }, '2024-01-01').length === 0,
    );
    expect(reportable).toEqual(['ADOPTED']);
    expect(judgeReportable({ status: 'DRAFT', replacedFrom: null }, '2024-01-01')[0]).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      path: ['indicatorVersionId'],
    });
  });

  it('allows reports for a retired version only if their period begins before its replacement takes effect', () => {
    const replacedFrom = '2025-01-01';
    const isReportable = (status: (typeof indicatorVersionStatuses)[number], start: string) =>
      judgeReportable({ status, replacedFrom }, start).length === 0;
    expect(
      ['2023-01-01', '2024-12-31', '2025-01-01', '2026-01-01'].map((start) => isReportable('RETIRED', start)),
    ).toEqual([true, true, false, false]);
    expect(indicatorVersionStatuses.filter((status) => isReportable(status, '2024-01-01'))).toEqual([
      'ADOPTED',
      'RETIRED',
    ]);
    expect(judgeReportable({ status: 'RETIRED', replacedFrom }, '2026-01-01')[0]?.message).toBe(
      'This indicator version is RETIRED. Report for a version that is ADOPTED, or for this version if the period begins before 2025-01-01.',
    );
  });
});
