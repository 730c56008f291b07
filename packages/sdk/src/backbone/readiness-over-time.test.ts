import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { readinessAssessment } from './readiness-assessment.ts';
import { readinessOverTime } from './readiness-over-time.ts';

const criterion = (code: string, scheme = 'readiness-criterion') => ({ scheme, code, label: code, uri: null });
const scored = (code: string, score: number, scheme?: string) => ({
  criterion: criterion(code, scheme),
  score,
  evidence: null,
});

describe('readiness over time', () => {
  it('lists the scores of each criterion by date, in any order of the assessments', () => {
    const late = {
      id: 'late',
      assessedOn: '2025-05-10',
      criteria: [scored('financial-resources', 3)],
    };
    const early = {
      id: 'early',
      assessedOn: '2023-10-02',
      criteria: [scored('youth-voice', 2, 'custom'), scored('financial-resources', 4)],
    };
    const series = unwrap(readinessOverTime([late, early]));
    expect(
      series.map((each) => [each.criterion.code, each.observations.map(({ on, mean }) => [on, mean]), each.change]),
    ).toEqual([
      ['influential-champion', [], null],
      [
        'financial-resources',
        [
          ['2023-10-02', '4'],
          ['2025-05-10', '3'],
        ],
        '-1',
      ],
      ['urgency-for-change', [], null],
      ['community-dynamics', [], null],
      ['youth-voice', [['2023-10-02', '2']], null],
    ]);
    expect(series[1]?.observations.map(({ scores }) => scores.map(({ assessment }) => assessment.id))).toEqual([
      ['early'],
      ['late'],
    ]);
  });

  it('treats the assessments of one day as one observation, whatever their order', () => {
    const assessments = [
      assessed('1', '2025-05-10', 5),
      assessed('2', '2025-05-10', 2),
      assessed('3', '2025-05-10', 4),
    ];
    for (const input of [assessments, assessments.toReversed()]) {
      const series = unwrap(readinessOverTime(input))[1];
      expect(series?.change).toBeNull();
      expect(series?.observations).toMatchObject([
        {
          on: '2025-05-10',
          mean: '3.666667',
          lowest: 2,
          highest: 5,
          scores: [{ score: 5 }, { score: 2 }, { score: 4 }],
        },
      ]);
    }
  });

  it('returns the change of the means, rounded once', () => {
    // 5/3 on the first day and 7/2 on the last day: 11/6.
    const first = [1, 2, 2].map((score, at) => assessed(`a${at}`, '2024-01-01', score));
    const between = assessed('b', '2024-06-01', 1);
    const last = [3, 4].map((score, at) => assessed(`c${at}`, '2025-01-01', score));
    expect(unwrap(readinessOverTime([...last, between, ...first]))[1]).toMatchObject({
      observations: [{ mean: '1.666667' }, { mean: '1' }, { mean: '3.5' }],
      change: '1.833333',
    });
    const thirds = [4, 4, 5].map((score, at) => assessed(`d${at}`, '2025-01-01', score));
    // 13/3 - 5/3 = 8/3 = 2.666667. The difference of the rounded means is 4.333333 - 1.666667 = 2.666666.
    expect(unwrap(readinessOverTime([...first, ...thirds]))[1]?.change).toBe('2.666667');
  });
});

const assessed = (id: string, assessedOn: string, score: number) => ({
  id,
  assessedOn,
  criteria: [scored('financial-resources', score)],
});

describe('a readiness assessment', () => {
  it('rejects a repeated criterion', () => {
    const criteria = [
      scored('financial-resources', 2),
      scored('urgency-for-change', 2),
      scored('financial-resources', 5),
    ];
    const state = { assessedOn: '2023-10-02', assessedBy: 'The facilitator', criteria, summary: null };
    expect(readinessAssessment.judge(state)).toMatchObject([
      { code: 'DUPLICATE', path: ['criteria', '2', 'criterion'] },
    ]);
    expect(readinessAssessment.judge({ ...state, criteria: criteria.slice(0, 2) })).toEqual([]);
  });
});
