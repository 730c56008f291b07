import { describe, expect, it } from 'vitest';
import { inForce, judgementOf, scoreOf } from './criterion.fixture.ts';
import { goalsAndMetrics, sharedMeasurement, sharedMeasurements } from './measurement-criteria.ts';

/** An indicator of a goal with one version, one discussion entry and one release. */
function measured(goal: number, version: object = {}) {
  const fields = { indicatorId: `indicator_${goal}`, status: 'ADOPTED', effectiveFrom: '2024-09-01' };
  return {
    indicators: [{ id: fields.indicatorId, code: `I${goal}`, goalIds: [`goal_${goal}`] }],
    indicatorVersions: [{ id: `version_${goal}`, ...fields, ...version }],
    discussionEntries: [{ id: `entry_${goal}`, indicatorVersionId: `version_${goal}`, saidOn: '2024-05-01' }],
    releases: [{ id: `release_${goal}`, indicatorVersionId: `version_${goal}`, periodEnd: '2025-08-31' }],
  };
}

const both = (...[one, other]: [ReturnType<typeof measured>, ReturnType<typeof measured>]) => ({
  indicators: [...one.indicators, ...other.indicators],
  indicatorVersions: [...one.indicatorVersions, ...other.indicatorVersions],
  discussionEntries: [...one.discussionEntries, ...other.discussionEntries],
  releases: [...one.releases, ...other.releases],
});

describe('shared measurement', () => {
  it('has no result without an indicator', () => {
    expect(judgementOf(sharedMeasurement, {})).toMatchObject({
      met: null,
      explanation: 'No shared indicator is recorded.',
    });
  });

  it('is met if figures of every adopted indicator are released', () => {
    const records = both(measured(1), measured(2));
    expect(judgementOf(sharedMeasurement, records)).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      evidence: ['indicator_1', 'indicator_2', 'release_1', 'release_2'],
    });
    expect(judgementOf(sharedMeasurement, { ...records, releases: records.releases.slice(0, 1) })).toMatchObject({
      met: false,
      value: 1,
      explanation: '1 of 2 adopted indicators has released figures; without: I2.',
    });
  });

  it('is not met if no indicator is adopted', () => {
    expect(scoreOf(sharedMeasurement, measured(1, { status: 'DISCUSSED' }))).toEqual([false, '0 of 1']);
    expect(scoreOf(sharedMeasurement, measured(1, { status: 'RETIRED' }))).toEqual([false, '0 of 1']);
    expect(scoreOf(sharedMeasurement, measured(1, { effectiveFrom: '2025-09-01' }))).toEqual([false, '0 of 1']);
  });

  it('counts figures of an earlier version, for periods that have ended by the date', () => {
    const earlier = { id: 'version_0', indicatorId: 'indicator_1', status: 'RETIRED', effectiveFrom: null };
    const records = measured(1, { effectiveFrom: '2025-09-01' });
    const released = (periodEnd: string) =>
      scoreOf(sharedMeasurement, {
        ...records,
        indicatorVersions: [...records.indicatorVersions, earlier],
        releases: [{ id: 'release_0', indicatorVersionId: 'version_0', periodEnd }],
      });
    expect(released('2025-08-31')).toEqual([true, '1 of 1']);
    expect(released('2025-09-01')).toEqual([false, '0 of 1']);
  });
});

describe('shared measurements', () => {
  it('have no result without indicators, or without goals of an agenda in force', () => {
    expect(scoreOf(sharedMeasurements, inForce(1))[0]).toBe(null);
    expect(judgementOf(sharedMeasurements, { ...measured(1), ...inForce(0) })).toMatchObject({
      met: null,
      explanation: 'No common agenda with goals is in force.',
    });
    const agendas = [{ id: 'agenda', status: 'DRAFT' }];
    expect(scoreOf(sharedMeasurements, { ...measured(1), ...inForce(1), agendas })[0]).toBe(null);
  });

  it('have no result if no discussion is recorded up to the date', () => {
    const records = { ...measured(1), ...inForce(1) };
    const missing = { met: null, explanation: 'No discussion of an indicator is recorded.' };
    expect(judgementOf(sharedMeasurements, { ...records, discussionEntries: [] })).toMatchObject(missing);
    const later = records.discussionEntries.map((entry) => ({ ...entry, saidOn: '2025-09-01' }));
    expect(judgementOf(sharedMeasurements, { ...records, discussionEntries: later })).toMatchObject(missing);
  });

  it('are met if every goal has an adopted indicator that was discussed', () => {
    const records = both(measured(1), measured(2));
    expect(judgementOf(sharedMeasurements, { ...records, ...inForce(2) })).toMatchObject({
      met: true,
      value: 2,
      evidence: ['entry_1', 'entry_2', 'goal_1', 'goal_2', 'indicator_1', 'indicator_2'],
    });
    expect(judgementOf(sharedMeasurements, { ...records, ...inForce(3) })).toMatchObject({
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

  it('are not met if an indicator was adopted without a discussion', () => {
    const records = { ...both(measured(1), measured(2)), ...inForce(2) };
    const discussionEntries = records.discussionEntries.slice(0, 1);
    expect(judgementOf(sharedMeasurements, { ...records, discussionEntries })).toMatchObject({
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
      return judgementOf(sharedMeasurements, { ...records, indicatorVersions: versions, discussionEntries }).met;
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
        { id: 'later', status: 'RATIFIED', ratifiedOn: '2025-01-01' },
      ],
    };
    expect(judgementOf(sharedMeasurements, { ...records, goals: [...goals, later] })).toMatchObject({
      met: true,
      evidence: ['entry_1', 'goal_later', 'indicator_1'],
    });
    expect(scoreOf(sharedMeasurements, { ...records, goals: [...goals, { ...later, basedOnId: null }] })).toEqual([
      false,
      '0 of 1',
    ]);
  });
});

describe('goals and metrics', () => {
  it('have no result without indicators', () => expect(scoreOf(goalsAndMetrics, inForce(1))[0]).toBe(null));

  it('are met if every goal has an adopted indicator with released figures', () => {
    const records = { ...measured(1), ...inForce(1) };
    expect(judgementOf(goalsAndMetrics, records)).toMatchObject({
      met: true,
      evidence: ['goal_1', 'indicator_1', 'release_1'],
    });
    expect(judgementOf(goalsAndMetrics, { ...records, releases: [] })).toMatchObject({
      met: false,
      value: 0,
      threshold: 1,
      evidence: [],
    });
  });
});
