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
      assessedBy: 'All',
      criteria: [scored('financial-resources', 3)],
    };
    const early = {
      id: 'early',
      assessedOn: '2023-10-02',
      assessedBy: 'All',
      criteria: [scored('youth-voice', 2, 'custom'), scored('financial-resources', 4)],
    };
    const series = unwrap(readinessOverTime([late, early]));
    expect(
      series.map((each) => [each.criterion.code, each.scores.map(({ on, score }) => [on, score]), each.change]),
    ).toEqual([
      ['influential-champion', [], null],
      [
        'financial-resources',
        [
          ['2023-10-02', 4],
          ['2025-05-10', 3],
        ],
        -1,
      ],
      ['urgency-for-change', [], null],
      ['community-dynamics', [], null],
      ['youth-voice', [['2023-10-02', 2]], null],
    ]);
    expect(series[1]?.scores.map(({ assessment }) => assessment.id)).toEqual(['early', 'late']);
  });

  it('orders scores of the same date by assessor, then by id', () => {
    const assessed = (id: string, assessedBy: string, score: number) => ({
      id,
      assessedOn: '2025-05-10',
      assessedBy,
      criteria: [scored('financial-resources', score)],
    });
    const assessments = [assessed('1', 'Youth', 5), assessed('2', 'All', 2), assessed('3', 'All', 4)];
    for (const input of [assessments, assessments.toReversed()]) {
      const series = unwrap(readinessOverTime(input))[1];
      expect(series?.scores.map(({ assessment }) => assessment.id)).toEqual(['2', '3', '1']);
      expect(series?.change).toBe(3);
    }
  });
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
