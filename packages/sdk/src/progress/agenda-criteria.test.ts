import { describe, expect, it } from 'vitest';
import { commonAgendaEndorsed, commonLanguage, landscapeAndGaps, visionAndGoals } from './agenda-criteria.ts';
import { inForce, judgementOf, scoreOf } from './criterion.fixture.ts';

const organizations = ['a', 'b', 'c', 'd'].map((id) => ({ id, stakeholderGroups: [] }));
const endorsed = (organizationId: string, more: object = {}) => ({
  id: `by_${organizationId}`,
  commonAgendaId: 'agenda',
  organizationId,
  endorsedOn: '2025-08-31',
  ...more,
});

describe('a common agenda', () => {
  it('has no result if no agenda is recorded, or no organization participates', () => {
    expect(judgementOf(commonAgendaEndorsed, { organizations })).toMatchObject({
      met: null,
      explanation: 'No common agenda is recorded.',
    });
    expect(judgementOf(commonAgendaEndorsed, inForce(1))).toMatchObject({
      met: null,
      explanation: expect.stringContaining('no participating organization is recorded'),
    });
  });

  it('is not met if no agenda is in force on the date', () => {
    for (const agenda of [
      { status: 'PROPOSED' },
      { status: 'RATIFIED', ratifiedOn: '2025-09-01' },
      { status: 'SUPERSEDED', ratifiedOn: '2024-01-01', supersededOn: '2025-08-31' },
    ]) {
      expect(
        judgementOf(commonAgendaEndorsed, { organizations, agendas: [{ id: 'agenda', ...agenda }] }),
      ).toMatchObject({
        met: false,
        value: 0,
        evidence: ['agenda'],
      });
    }
  });

  it('is met if more than half of the organizations endorse the agenda in force', () => {
    const endorsedBy = (...ids: string[]) =>
      judgementOf(commonAgendaEndorsed, { ...inForce(1), organizations, endorsements: ids.map((id) => endorsed(id)) });
    expect(endorsedBy('a', 'b')).toMatchObject({ met: false, value: 2, threshold: 3 });
    expect(endorsedBy('a', 'b', 'c')).toMatchObject({
      met: true,
      value: 3,
      threshold: 3,
      evidence: ['agenda', 'by_a', 'by_b', 'by_c'],
    });
    expect(endorsedBy('a', 'b', 'not-participating')).toMatchObject({
      met: false,
      value: 2,
      evidence: ['agenda', 'by_a', 'by_b'],
    });
  });

  it('counts an endorsement from its date to the day before its withdrawal', () => {
    const resultWith = (more: object) => {
      const records = { ...inForce(1), organizations: organizations.slice(0, 1), endorsements: [endorsed('a', more)] };
      const { value, evidence } = judgementOf(commonAgendaEndorsed, records);
      return [value, evidence];
    };
    expect(resultWith({ withdrawnOn: '2025-09-01' })).toEqual([1, ['agenda', 'by_a']]);
    expect(resultWith({ withdrawnOn: '2025-08-31' })).toEqual([0, ['agenda']]);
    expect(resultWith({ endorsedOn: '2025-09-01' })).toEqual([0, ['agenda']]);
    expect(resultWith({ commonAgendaId: 'another' })).toEqual([0, ['agenda']]);
  });
});

describe('vision and goals', () => {
  it('have no result if no agenda is recorded, and are not met if no agenda is in force', () => {
    expect(scoreOf(visionAndGoals, {})[0]).toBe(null);
    expect(scoreOf(visionAndGoals, { agendas: [{ id: 'agenda', status: 'DRAFT', vision: 'A vision' }] })).toEqual([
      false,
      '0 of 2',
    ]);
  });

  it('are both required of the agenda that was in force on the date', () => {
    expect(judgementOf(visionAndGoals, inForce(2))).toMatchObject({
      met: true,
      value: 2,
      evidence: ['agenda', 'goal_1', 'goal_2'],
    });
    expect(scoreOf(visionAndGoals, inForce(0))).toEqual([false, '1 of 2']);
    const earlierAgenda = {
      id: 'agenda',
      status: 'SUPERSEDED',
      vision: null,
      ratifiedOn: '2024-01-01',
      supersededOn: '2025-09-01',
    };
    expect(judgementOf(visionAndGoals, { ...inForce(1), agendas: [earlierAgenda] })).toMatchObject({
      met: false,
      value: 1,
      explanation: 'The common agenda in force has no vision and 1 goal.',
    });
  });
});

describe('landscape and gaps', () => {
  const landscapeScans = [{ id: 'scan', scannedOn: '2025-08-31' }];
  const gap = (aspect: string, priority = 2) => ({ id: `gap_${aspect}`, landscapeScanId: 'scan', aspect, priority });
  const allGaps = [gap('ACCESS'), gap('QUALITY'), gap('OUTCOMES', 1)];

  it('have no result before the first landscape scan', () => {
    expect(
      scoreOf(landscapeAndGaps, { landscapeScans: [{ id: 'scan', scannedOn: '2025-09-01' }], gaps: allGaps })[0],
    ).toBe(null);
  });

  it('are met with a priority gap in each aspect', () => {
    expect(judgementOf(landscapeAndGaps, { landscapeScans, gaps: allGaps })).toMatchObject({
      met: true,
      value: 3,
      evidence: ['gap_ACCESS', 'gap_OUTCOMES', 'gap_QUALITY', 'scan'],
    });
    expect(
      judgementOf(landscapeAndGaps, { landscapeScans, gaps: [...allGaps.slice(0, 2), gap('OUTCOMES', 3)] }),
    ).toMatchObject({
      met: false,
      value: 2,
      explanation: '1 landscape scan found 2 gaps of priority 1 or 2, and none in outcomes.',
      evidence: ['gap_ACCESS', 'gap_QUALITY', 'scan'],
    });
    expect(scoreOf(landscapeAndGaps, { landscapeScans, gaps: [] })).toEqual([false, '0 of 3']);
  });
});

describe('a common language', () => {
  const term = (more: object) => ({
    id: 'term',
    status: 'ADOPTED',
    usedIn: ['the agenda'],
    adoptedOn: '2025-08-31',
    ...more,
  });
  const scoreWith = (more: object) => scoreOf(commonLanguage, { terms: [term(more)] });

  it('has no result if no term is recorded', () => expect(scoreOf(commonLanguage, {})[0]).toBe(null));

  it('is met if an adopted term has recorded uses', () => {
    expect(judgementOf(commonLanguage, { terms: [term({})] })).toMatchObject({
      met: true,
      value: 1,
      evidence: ['term'],
    });
    expect(scoreWith({ usedIn: [] })).toEqual([false, '0 of 1']);
    expect(scoreWith({ status: 'PROPOSED', adoptedOn: null })).toEqual([false, '0 of 1']);
    expect(scoreWith({ adoptedOn: '2025-09-01' })).toEqual([false, '0 of 1']);
  });

  it('counts a retired term until the day before its retirement', () => {
    expect(scoreWith({ status: 'RETIRED', retiredOn: '2025-09-01' })).toEqual([true, '1 of 1']);
    expect(scoreWith({ status: 'RETIRED', retiredOn: '2025-08-31' })).toEqual([false, '0 of 1']);
  });
});
