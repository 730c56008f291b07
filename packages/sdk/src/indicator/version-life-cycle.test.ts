import { describe, expect, it } from 'vitest';
import { draftVersion, judgeReportable, versionLife } from './version-life-cycle.ts';
import { indicatorVersionStatuses } from './vocabulary.ts';

const steps = Object.keys(versionLife.transitions) as (keyof typeof versionLife.transitions)[];

describe('the life of an indicator version', () => {
  it('begins as a draft with the next number', () => {
    expect(draftVersion(undefined)).toEqual({ number: 1, status: 'DRAFT' });
    expect(draftVersion({ number: 4 })).toEqual({ number: 5, status: 'DRAFT' });
  });

  it('has these steps and no others', () => {
    const taken = indicatorVersionStatuses.flatMap((status) =>
      steps.flatMap((step) => {
        const outcome = versionLife.transition({ status }, step);
        return outcome.ok ? [`${status} ${step} ${outcome.value.status}`] : [];
      }),
    );
    expect(taken).toEqual(['DRAFT discuss DISCUSSED', 'DISCUSSED adopt ADOPTED', 'ADOPTED retire RETIRED']);
  });

  it('says from which states a step leads', () => {
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

  it('is open to change until it is adopted', () => {
    expect(indicatorVersionStatuses.filter((status) => versionLife.isOpen({ status }))).toEqual(['DRAFT', 'DISCUSSED']);
  });

  it('closes the definition with the adoption, and never who may see it', () => {
    const fields = ['definition', 'visibility', 'unit', 'sourceUri'];
    const refused = (status: (typeof indicatorVersionStatuses)[number]) =>
      versionLife.judgeChange({ status }, fields).map(({ code, path }) => `${code} ${path}`);
    expect(refused('DISCUSSED')).toEqual([]);
    expect(refused('ADOPTED')).toEqual(['IMMUTABLE definition', 'IMMUTABLE unit']);
    expect(refused('RETIRED')).toEqual(['IMMUTABLE definition', 'IMMUTABLE unit']);
  });

  it('takes figures while it is adopted', () => {
    const reportable = indicatorVersionStatuses.filter(
      (status) => judgeReportable({ status, replacedFrom: null }, '2024-01-01').length === 0,
    );
    expect(reportable).toEqual(['ADOPTED']);
    expect(judgeReportable({ status: 'DRAFT', replacedFrom: null }, '2024-01-01')[0]).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      path: ['indicatorVersionId'],
    });
  });

  it('takes figures of its own time once a later one has replaced it', () => {
    const replacedFrom = '2025-01-01';
    const takes = (status: (typeof indicatorVersionStatuses)[number], start: string) =>
      judgeReportable({ status, replacedFrom }, start).length === 0;
    expect(['2023-01-01', '2024-12-31', '2025-01-01', '2026-01-01'].map((start) => takes('RETIRED', start))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(indicatorVersionStatuses.filter((status) => takes(status, '2024-01-01'))).toEqual(['ADOPTED', 'RETIRED']);
    expect(judgeReportable({ status: 'RETIRED', replacedFrom }, '2026-01-01')[0]?.message).toBe(
      'This indicator version is RETIRED. Report for a version that is ADOPTED, or for this version if the period begins before 2025-01-01.',
    );
  });
});
