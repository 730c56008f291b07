import { describe, expect, it } from 'vitest';
import { followedBy, inForce, judgmentOf, scoreOf } from './criterion.fixture.ts';
import { both, measured } from './measurement-criteria.fixture.ts';
import { goalsAndMetrics, sharedMeasurements } from './measurement-criteria.ts';

describe('shared measurements', () => {
  it('have no result without indicators, or without goals of an agenda in force', () => {
    expect(scoreOf(sharedMeasurements, inForce(1))[0]).toBe(null);
    expect(judgmentOf(sharedMeasurements, { ...measured(1), ...inForce(0) })).toMatchObject({
      met: null,
      explanation: 'No common agenda with goals is in force.',
    });
    const agendas = [{ id: 'agenda', status: 'DRAFT', keyTermIds: [] }];
    expect(scoreOf(sharedMeasurements, { ...measured(1), ...inForce(1), agendas })[0]).toBe(null);
  });

  it('have no result if no discussion is recorded up to the date', () => {
    const records = { ...measured(1), ...inForce(1) };
    const missing = { met: null, explanation: 'No discussion of an indicator is recorded.' };
    expect(judgmentOf(sharedMeasurements, { ...records, discussionEntries: [] })).toMatchObject(missing);
    const later = records.discussionEntries.map((entry) => ({ ...entry, saidOn: '2025-09-01' }));
    expect(judgmentOf(sharedMeasurements, { ...records, discussionEntries: later })).toMatchObject(missing);
  });

  it('are met if every goal has an adopted indicator that was discussed', () => {
    const records = both(measured(1), measured(2));
    expect(judgmentOf(sharedMeasurements, { ...records, ...inForce(2) })).toMatchObject({
      met: true,
      value: 2,
      evidence: ['entry_1', 'entry_2', 'goal_1', 'goal_2', 'indicator_1', 'indicator_2'],
    });
    expect(judgmentOf(sharedMeasurements, { ...records, ...inForce(3) })).toMatchObject({
      met: false,
      value: 2,
      threshold: 3,
      explanation:
        '2 of 3 goals of the common agenda in force have an adopted indicator that was discussed; without: G3.',
    });
    expect(scoreOf(sharedMeasurements, { ...measured(1, { status: 'DRAFT' }), ...inForce(1) })).toEqual([
      false,
      '0 of 1',
    ]);
  });

  it('do not count a discussion after the adoption', () => {
    const met = (adoptedOn: string) =>
      judgmentOf(sharedMeasurements, { ...measured(1, { adoptedOn }), ...inForce(1) }).met;
    expect(met('2024-05-01')).toBe(true);
    expect(met('2024-04-30')).toBe(false);
  });

  it('are not met if an indicator was adopted without a discussion', () => {
    const records = { ...both(measured(1), measured(2)), ...inForce(2) };
    const discussionEntries = records.discussionEntries.slice(0, 1);
    expect(judgmentOf(sharedMeasurements, { ...records, discussionEntries })).toMatchObject({
      met: false,
      value: 1,
      evidence: ['entry_1', 'goal_1', 'indicator_1'],
    });
  });

  it('use the discussion of the version that was in force on the date', () => {
    const later = { id: 'version_later', indicatorId: 'indicator_1', status: 'ADOPTED' };
    const { indicatorVersions, ...records } = { ...measured(1, { status: 'RETIRED' }), ...inForce(1) };
    const met = (effectiveFrom: string | null, discussed = 'version_1') => {
      const discussionEntries = [{ id: 'entry', indicatorVersionId: discussed, saidOn: '2024-05-01' }];
      const versions = [...indicatorVersions, { ...later, effectiveFrom }];
      return judgmentOf(sharedMeasurements, { ...records, indicatorVersions: versions, discussionEntries }).met;
    };
    expect(met('2025-09-01')).toBe(true);
    expect(met('2025-08-31')).toBe(false);
    expect(met(null)).toBe(false);
    expect(met('2025-08-31', 'version_later')).toBe(true);
    expect(met('2025-09-01', 'version_later')).toBe(false);
  });

  it('count an indicator of an earlier goal for the goal that is based on it', () => {
    const { agendas, goals } = inForce(1);
    const later = { id: 'goal_later', commonAgendaId: 'later', code: 'G1', order: 0, basedOnId: 'goal_1' };
    const records = {
      ...measured(1),
      agendas: [
        ...agendas.map((agenda) => ({ ...agenda, status: 'SUPERSEDED', supersededOn: '2025-01-01' })),
        { id: 'later', status: 'RATIFIED', keyTermIds: [], ratifiedOn: '2025-01-01' },
      ],
    };
    expect(judgmentOf(sharedMeasurements, { ...records, goals: [...goals, later] })).toMatchObject({
      met: true,
      evidence: ['entry_1', 'goal_later', 'indicator_1'],
    });
    expect(scoreOf(sharedMeasurements, { ...records, goals: [...goals, { ...later, basedOnId: null }] })).toEqual([
      false,
      '0 of 1',
    ]);
  });
});

describe('goals of an earlier agenda that was in force on the date', () => {
  const scoreWith = (later: { status: string; ratifiedOn?: string }) => {
    const { indicators, ...records } = measured(1);
    const ofLater = indicators.map((indicator) => ({ ...indicator, goalIds: ['goal_later'] }));
    const given = { ...records, ...followedBy(later), indicators: ofLater };
    return [scoreOf(sharedMeasurements, given), scoreOf(goalsAndMetrics, given)];
  };

  it('are measured by the indicators of the later goals that continue them', () => {
    expect(scoreWith({ status: 'RATIFIED', ratifiedOn: '2025-09-01' })).toEqual([
      [true, '1 of 1'],
      [true, '1 of 1'],
    ]);
  });

  it('are not measured by the indicators of their copies in a draft', () => {
    expect(scoreWith({ status: 'DRAFT' })).toEqual([
      [false, '0 of 1'],
      [false, '0 of 1'],
    ]);
  });
});
