import { describe, expect, it } from 'vitest';
import { indicatorKinds } from '../indicator/index.ts';
import { judgeReportChange, judgeSubmission, reportLife } from './report-life-cycle.ts';
import { reportStatuses } from './vocabulary.ts';

const transitions = Object.keys(reportLife.transitions) as (keyof typeof reportLife.transitions)[];

describe('the life cycle of a report', () => {
  it('allows submission, verification, return and correction from the expected statuses only', () => {
    const allowed = reportStatuses.flatMap((status) =>
      transitions.flatMap((name) => {
        const outcome = reportLife.transition({ status }, name);
        return outcome.ok ? [`${status} ${name} ${outcome.value.status}`] : [];
      }),
    );
    expect(allowed).toEqual([
      'DRAFT submit SUBMITTED',
      'SUBMITTED verify VERIFIED',
      'SUBMITTED return RETURNED',
      'VERIFIED correct SUBMITTED',
      'RETURNED submit SUBMITTED',
    ]);
  });

  it('allows changes of a report that is DRAFT or RETURNED only', () => {
    expect(reportStatuses.filter((status) => judgeReportChange({ status }).length === 0)).toEqual([
      'DRAFT',
      'RETURNED',
    ]);
  });

  it('names the command that reopens a submitted or verified report', () => {
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

describe('judgeSubmission', () => {
  it.each(indicatorKinds.filter((kind) => kind !== 'QUALITATIVE'))('requires a cell in a report of a %s', (kind) => {
    expect(judgeSubmission({ cells: 1, narrative: null, kind })).toEqual([]);
    expect(judgeSubmission({ cells: 0, narrative: 'Nothing happened', kind })).toMatchObject([
      { code: 'REQUIRED', path: ['cells'] },
    ]);
  });

  it('requires a narrative or a cell in a report of a QUALITATIVE indicator', () => {
    const kind = 'QUALITATIVE';
    expect(judgeSubmission({ cells: 0, narrative: 'They sing', kind })).toEqual([]);
    expect(judgeSubmission({ cells: 1, narrative: null, kind })).toEqual([]);
    expect(judgeSubmission({ cells: 0, narrative: null, kind })).toMatchObject([
      { code: 'REQUIRED', path: ['narrative'] },
    ]);
  });
});
