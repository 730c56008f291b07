import { describe, expect, it } from 'vitest';
import { indicatorKinds } from '../indicator/index.ts';
import { judgeReportChange, judgeSubmission, reportLife } from './report-life-cycle.ts';
import { reportStatuses } from './vocabulary.ts';

const steps = Object.keys(reportLife.transitions) as (keyof typeof reportLife.transitions)[];

describe('the life of a report', () => {
  it('has these steps and no others', () => {
    const taken = reportStatuses.flatMap((status) =>
      steps.flatMap((step) => {
        const outcome = reportLife.transition({ status }, step);
        return outcome.ok ? [`${status} ${step} ${outcome.value.status}`] : [];
      }),
    );
    expect(taken).toEqual([
      'DRAFT submit SUBMITTED',
      'SUBMITTED verify VERIFIED',
      'SUBMITTED return RETURNED',
      'VERIFIED correct SUBMITTED',
      'RETURNED submit SUBMITTED',
    ]);
  });

  it('lets it change as a draft and once it was returned', () => {
    expect(reportStatuses.filter((status) => judgeReportChange({ status }).length === 0)).toEqual([
      'DRAFT',
      'RETURNED',
    ]);
  });

  it('says what to do with one that is handed in', () => {
    expect(judgeReportChange({ status: 'SUBMITTED' })).toEqual([
      {
        code: 'IMMUTABLE',
        path: ['id'],
        message: 'A report that is SUBMITTED cannot be changed. Return it first with returnIndicatorReport.',
      },
    ]);
    expect(judgeReportChange({ status: 'VERIFIED' })).toMatchObject([
      { message: 'A report that is VERIFIED cannot be changed. Use correctIndicatorReport with a reason.' },
    ]);
  });
});

describe('handing in a report', () => {
  it.each(indicatorKinds.filter((kind) => kind !== 'QUALITATIVE'))('of a %s takes a cell', (kind) => {
    expect(judgeSubmission({ cells: 1, narrative: null, kind })).toEqual([]);
    expect(judgeSubmission({ cells: 0, narrative: 'Nothing happened', kind })).toMatchObject([
      { code: 'REQUIRED', path: ['cells'] },
    ]);
  });

  it('of words takes a narrative, or a cell that says why there is none', () => {
    const kind = 'QUALITATIVE';
    expect(judgeSubmission({ cells: 0, narrative: 'They sing', kind })).toEqual([]);
    expect(judgeSubmission({ cells: 1, narrative: null, kind })).toEqual([]);
    expect(judgeSubmission({ cells: 0, narrative: null, kind })).toMatchObject([
      { code: 'REQUIRED', path: ['narrative'] },
    ]);
  });
});
