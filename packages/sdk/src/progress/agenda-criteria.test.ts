import { describe, expect, it } from 'vitest';
import { commonAgendaEndorsed, commonLanguage, landscapeAndGaps, visionAndGoals } from './agenda-criteria.ts';
import { inForce, judgmentOf, scoreOf } from './criterion.fixture.ts';

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
    expect(judgmentOf(commonAgendaEndorsed, { organizations })).toMatchObject({
      met: null,
      explanation: 'No common agenda is recorded.',
    });
    expect(judgmentOf(commonAgendaEndorsed, inForce(1))).toMatchObject({
      met: null,
      explanation: expect.stringContaining('except those with the engagement "informed"'),
    });
  });

  it('is not met if no agenda is in force on the date', () => {
    for (const agenda of [
      { status: 'PROPOSED' },
      { status: 'RATIFIED', ratifiedOn: '2025-09-01' },
      { status: 'SUPERSEDED', ratifiedOn: '2024-01-01', supersededOn: '2025-08-31' },
    ]) {
      expect(
        judgmentOf(commonAgendaEndorsed, { organizations, agendas: [{ id: 'agenda', keyTermIds: [], ...agenda }] }),
      ).toMatchObject({
        met: false,
        value: 0,
        evidence: ['agenda'],
      });
    }
  });

  it('is met if more than half of the organizations endorse the agenda in force', () => {
    const endorsedBy = (...ids: string[]) =>
      judgmentOf(commonAgendaEndorsed, { ...inForce(1), organizations, endorsements: ids.map((id) => endorsed(id)) });
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

  it('does not count organizations that are only informed, whether or not they endorse', () => {
    const informed = ['c', 'd'].map((id) => ({
      id,
      stakeholderGroups: [],
      engagement: { scheme: 'engagement', code: 'informed' },
    }));
    const endorsedBy = (...ids: string[]) =>
      judgmentOf(commonAgendaEndorsed, {
        ...inForce(1),
        organizations: [...organizations.slice(0, 2), ...informed],
        endorsements: ids.map((id) => endorsed(id)),
      });
    expect(endorsedBy('a', 'c', 'd')).toMatchObject({
      met: false,
      value: 1,
      threshold: 2,
      explanation:
        '1 of 2 participating organizations endorses the common agenda in force; more than half are required. 2 other organizations with the engagement "informed" are not counted.',
      remedy: 'Ask 1 more organization to endorse the common agenda in force.',
    });
    expect(endorsedBy('a', 'b')).toMatchObject({ met: true, value: 2, threshold: 2, remedy: null });
  });

  it('counts an endorsement from its date to the day before its withdrawal', () => {
    const resultWith = (more: object) => {
      const records = { ...inForce(1), organizations: organizations.slice(0, 1), endorsements: [endorsed('a', more)] };
      const { value, evidence } = judgmentOf(commonAgendaEndorsed, records);
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
    expect(
      scoreOf(visionAndGoals, { agendas: [{ id: 'agenda', status: 'DRAFT', vision: 'A vision', keyTermIds: [] }] }),
    ).toEqual([false, '0 of 2']);
  });

  it('are both required of the agenda that was in force on the date', () => {
    expect(judgmentOf(visionAndGoals, inForce(2))).toMatchObject({
      met: true,
      value: 2,
      evidence: ['agenda', 'goal_1', 'goal_2'],
    });
    expect(scoreOf(visionAndGoals, inForce(0))).toEqual([false, '1 of 2']);
    const earlierAgenda = {
      id: 'agenda',
      status: 'SUPERSEDED',
      vision: null,
      keyTermIds: [],
      ratifiedOn: '2024-01-01',
      supersededOn: '2025-09-01',
    };
    expect(judgmentOf(visionAndGoals, { ...inForce(1), agendas: [earlierAgenda] })).toMatchObject({
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
    expect(judgmentOf(landscapeAndGaps, { landscapeScans, gaps: allGaps })).toMatchObject({
      met: true,
      value: 3,
      evidence: ['gap_ACCESS', 'gap_OUTCOMES', 'gap_QUALITY', 'scan'],
    });
    expect(
      judgmentOf(landscapeAndGaps, { landscapeScans, gaps: [...allGaps.slice(0, 2), gap('OUTCOMES', 3)] }),
    ).toMatchObject({
      met: false,
      value: 2,
      explanation: '1 landscape scan found 2 gaps of priority 1 or 2, of which 0 are closed, and none in outcomes.',
      remedy: 'Record gaps of priority 1 or 2 in outcomes.',
      evidence: ['gap_ACCESS', 'gap_QUALITY', 'scan'],
    });
    const closed = allGaps.map((each, at) => ({ ...each, closedOn: at === 0 ? '2025-08-31' : '2025-09-01' }));
    expect(judgmentOf(landscapeAndGaps, { landscapeScans, gaps: closed })).toMatchObject({
      met: true,
      explanation: '1 landscape scan found 3 gaps of priority 1 or 2, of which 1 is closed.',
    });
    expect(scoreOf(landscapeAndGaps, { landscapeScans, gaps: [] })).toEqual([false, '0 of 3']);
  });
});

describe('a common language', () => {
  const term = (more: object) => ({
    id: 'term',
    term: 'STEM',
    status: 'ADOPTED',
    usedIn: ['the agenda'],
    adoptedOn: '2025-08-31',
    ...more,
  });
  const scoreWith = (more: object) => scoreOf(commonLanguage, { ...inForce(1), terms: [term(more)] });

  it('has no result if no term is recorded', () => expect(scoreOf(commonLanguage, {})[0]).toBe(null));

  it('has no result if no agenda is in force, or if the agenda names no key terms', () => {
    expect(judgmentOf(commonLanguage, { terms: [term({})] })).toMatchObject({ met: null });
    const agendas = inForce(1).agendas.map((agenda) => ({ ...agenda, keyTermIds: [] }));
    expect(judgmentOf(commonLanguage, { terms: [term({})], agendas })).toMatchObject({
      met: null,
      explanation: 'The common agenda in force names no key terms.',
    });
  });

  it('is met if every key term of the agenda is adopted, and its uses are recorded', () => {
    expect(judgmentOf(commonLanguage, { ...inForce(1), terms: [term({})] })).toMatchObject({
      met: true,
      value: 1,
      evidence: ['agenda', 'term'],
    });
    const agendas = inForce(1).agendas.map((agenda) => ({ ...agenda, keyTermIds: ['term', 'equity'] }));
    const equity = term({ id: 'equity', term: 'Equity', status: 'PROPOSED', adoptedOn: null });
    const another = term({ id: 'another' });
    expect(judgmentOf(commonLanguage, { agendas, terms: [term({}), equity, another] })).toMatchObject({
      met: false,
      value: 1,
      threshold: 2,
      explanation: '1 of 2 key terms is adopted and used; not yet: Equity.',
      remedy: 'Adopt these terms, and record where they are used: Equity.',
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
