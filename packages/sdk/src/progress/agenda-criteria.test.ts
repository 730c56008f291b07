import { describe, expect, it } from 'vitest';
import { commonAgendaEndorsed, commonLanguage, landscapeAndGaps, visionAndGoals } from './agenda-criteria.ts';
import { inForce, judged, scoreOf } from './criterion.fixture.ts';

const organizations = ['a', 'b', 'c', 'd'].map((id) => ({ id, stakeholderGroups: [] }));
const endorsed = (organizationId: string, more: object = {}) => ({
  id: `by_${organizationId}`,
  commonAgendaId: 'agenda',
  organizationId,
  endorsedOn: '2025-08-31',
  ...more,
});

describe('a common agenda', () => {
  it('has no result if none is recorded, or no organization could endorse the one in force', () => {
    expect(judged(commonAgendaEndorsed, { organizations })).toMatchObject({
      met: null,
      explanation: 'No common agenda is recorded.',
    });
    expect(judged(commonAgendaEndorsed, inForce(1))).toMatchObject({
      met: null,
      explanation: expect.stringContaining('no participating organization is recorded'),
    });
  });

  it('is not met if none is in force on the day', () => {
    for (const agenda of [
      { status: 'PROPOSED' },
      { status: 'RATIFIED', ratifiedOn: '2025-09-01' },
      { status: 'SUPERSEDED', ratifiedOn: '2024-01-01', supersededOn: '2025-08-31' },
    ]) {
      expect(judged(commonAgendaEndorsed, { organizations, agendas: [{ id: 'agenda', ...agenda }] })).toMatchObject({
        met: false,
        value: 0,
        evidence: ['agenda'],
      });
    }
  });

  it('is met if more than half endorse the one in force', () => {
    const by = (...ids: string[]) =>
      judged(commonAgendaEndorsed, { ...inForce(1), organizations, endorsements: ids.map((id) => endorsed(id)) });
    expect(by('a', 'b')).toMatchObject({ met: false, value: 2, threshold: 3 });
    expect(by('a', 'b', 'c')).toMatchObject({
      met: true,
      value: 3,
      threshold: 3,
      evidence: ['agenda', 'by_a', 'by_b', 'by_c'],
    });
    expect(by('a', 'b', 'who-takes-no-part')).toMatchObject({
      met: false,
      value: 2,
      evidence: ['agenda', 'by_a', 'by_b'],
    });
  });

  it('is endorsed from the day on which it was signed to the day before that was withdrawn', () => {
    const signed = (more: object) => {
      const records = { ...inForce(1), organizations: organizations.slice(0, 1), endorsements: [endorsed('a', more)] };
      const { value, evidence } = judged(commonAgendaEndorsed, records);
      return [value, evidence];
    };
    expect(signed({ withdrawnOn: '2025-09-01' })).toEqual([1, ['agenda', 'by_a']]);
    expect(signed({ withdrawnOn: '2025-08-31' })).toEqual([0, ['agenda']]);
    expect(signed({ endorsedOn: '2025-09-01' })).toEqual([0, ['agenda']]);
    expect(signed({ commonAgendaId: 'another' })).toEqual([0, ['agenda']]);
  });
});

describe('a vision and goals', () => {
  it('has no result if no agenda is recorded, and is not met if none is in force', () => {
    expect(scoreOf(visionAndGoals, {})[0]).toBe(null);
    expect(scoreOf(visionAndGoals, { agendas: [{ id: 'agenda', status: 'DRAFT', vision: 'A vision' }] })).toEqual([
      false,
      '0 of 2',
    ]);
  });

  it('are both asked for, of the agenda that was in force on the day', () => {
    expect(judged(visionAndGoals, inForce(2))).toMatchObject({
      met: true,
      value: 2,
      evidence: ['agenda', 'goal_1', 'goal_2'],
    });
    expect(scoreOf(visionAndGoals, inForce(0))).toEqual([false, '1 of 2']);
    const ofThen = {
      id: 'agenda',
      status: 'SUPERSEDED',
      vision: null,
      ratifiedOn: '2024-01-01',
      supersededOn: '2025-09-01',
    };
    expect(judged(visionAndGoals, { ...inForce(1), agendas: [ofThen] })).toMatchObject({
      met: false,
      value: 1,
      explanation: 'The common agenda in force has no vision and 1 goal.',
    });
  });
});

describe('the landscape and its gaps', () => {
  const landscapeScans = [{ id: 'scan', scannedOn: '2025-08-31' }];
  const gap = (aspect: string, priority = 2) => ({ id: `gap_${aspect}`, landscapeScanId: 'scan', aspect, priority });
  const all = [gap('ACCESS'), gap('QUALITY'), gap('OUTCOMES', 1)];

  it('has no result before a landscape was scanned', () => {
    expect(scoreOf(landscapeAndGaps, { landscapeScans: [{ id: 'scan', scannedOn: '2025-09-01' }], gaps: all })[0]).toBe(
      null,
    );
  });

  it('are known with a pressing gap in each aspect', () => {
    expect(judged(landscapeAndGaps, { landscapeScans, gaps: all })).toMatchObject({
      met: true,
      value: 3,
      evidence: ['gap_ACCESS', 'gap_OUTCOMES', 'gap_QUALITY', 'scan'],
    });
    expect(judged(landscapeAndGaps, { landscapeScans, gaps: [...all.slice(0, 2), gap('OUTCOMES', 3)] })).toMatchObject({
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
  const having = (more: object) => scoreOf(commonLanguage, { terms: [term(more)] });

  it('has no result if no term is recorded', () => expect(scoreOf(commonLanguage, {})[0]).toBe(null));

  it('is met if a term is adopted and used', () => {
    expect(judged(commonLanguage, { terms: [term({})] })).toMatchObject({ met: true, value: 1, evidence: ['term'] });
    expect(having({ usedIn: [] })).toEqual([false, '0 of 1']);
    expect(having({ status: 'PROPOSED', adoptedOn: null })).toEqual([false, '0 of 1']);
    expect(having({ adoptedOn: '2025-09-01' })).toEqual([false, '0 of 1']);
  });

  it('has a term that was retired until the day before', () => {
    expect(having({ status: 'RETIRED', retiredOn: '2025-09-01' })).toEqual([true, '1 of 1']);
    expect(having({ status: 'RETIRED', retiredOn: '2025-08-31' })).toEqual([false, '0 of 1']);
  });
});
