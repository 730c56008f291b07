import { describe, expect, it } from 'vitest';
import { followedBy, inForce, judgmentOf, scoreOf } from './criterion.fixture.ts';
import { goalsAndMetrics, sharedMeasurement, sharedMeasurements } from './measurement-criteria.ts';

/** An indicator of a goal that two organizations adopted and reported for, with one discussion entry and one release. */
function measured(goal: number, version: object = {}) {
  const fields = { indicatorId: `indicator_${goal}`, status: 'ADOPTED', effectiveFrom: '2024-09-01' };
  const versionId = `version_${goal}`;
  return {
    indicators: [{ id: fields.indicatorId, code: `I${goal}`, goalIds: [`goal_${goal}`] }],
    indicatorVersions: [{ id: versionId, ...fields, ...version }],
    discussionEntries: [{ id: `entry_${goal}`, indicatorVersionId: versionId, saidOn: '2024-05-01' }],
    adoptions: ['a', 'b'].map((organizationId) => ({
      id: `adoption_${goal}_${organizationId}`,
      indicatorVersionId: versionId,
      organizationId,
      startsOn: '2024-09-01',
    })),
    releases: [released(goal)],
  };
}

function released(goal: number, more: object = {}) {
  const period = { frequency: 'SCHOOL_YEAR' as const, periodStart: '2024-09-01', periodEnd: '2025-08-31' };
  const published = { ...period, releasedOn: '2025-08-31' };
  return { id: `release_${goal}`, indicatorVersionId: `version_${goal}`, ...published, reporters: 2, ...more };
}

const both = (...[one, other]: [ReturnType<typeof measured>, ReturnType<typeof measured>]) => ({
  indicators: [...one.indicators, ...other.indicators],
  indicatorVersions: [...one.indicatorVersions, ...other.indicatorVersions],
  discussionEntries: [...one.discussionEntries, ...other.discussionEntries],
  adoptions: [...one.adoptions, ...other.adoptions],
  releases: [...one.releases, ...other.releases],
});

describe('shared measurement', () => {
  it('has no result without an indicator', () => {
    expect(judgmentOf(sharedMeasurement, {})).toMatchObject({
      met: null,
      explanation: 'No shared indicator is recorded.',
    });
  });

  it('is met if two organizations adopted every indicator and reported for its current release', () => {
    const records = both(measured(1), measured(2));
    expect(judgmentOf(sharedMeasurement, records)).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      remedy: null,
      evidence: [
        'adoption_1_a',
        'adoption_1_b',
        'adoption_2_a',
        'adoption_2_b',
        'indicator_1',
        'indicator_2',
        'release_1',
        'release_2',
      ],
    });
    expect(judgmentOf(sharedMeasurement, { ...records, releases: records.releases.slice(0, 1) })).toMatchObject({
      met: false,
      value: 1,
      explanation: '1 of 2 adopted indicators is shared; not shared: I2 (adopters: 2, no current release).',
      remedy: 'Record adoptions, collect reports and publish a release for: I2.',
    });
  });

  it('is not met by one reporter, or by one adopter', () => {
    const records = measured(1);
    expect(judgmentOf(sharedMeasurement, { ...records, releases: [released(1, { reporters: 1 })] })).toMatchObject({
      met: false,
      explanation: '0 of 1 adopted indicator is shared; not shared: I1 (adopters: 2, reporters: 1).',
    });
    const [adoption] = records.adoptions;
    expect(scoreOf(sharedMeasurement, { ...records, adoptions: adoption ? [adoption] : [] })[0]).toBe(false);
    const ended = records.adoptions.map((each) => ({ ...each, endsOn: '2025-08-30' }));
    expect(scoreOf(sharedMeasurement, { ...records, adoptions: ended })[0]).toBe(false);
  });

  it('uses a release that was published by the date', () => {
    const metWith = (releases: ReturnType<typeof released>[], on?: string) =>
      scoreOf(sharedMeasurement, { ...measured(1), releases, ...(on && { on }) })[0];
    expect(metWith([released(1, { releasedOn: '2025-09-01' })])).toBe(false);
    expect(metWith([released(1, { releasedOn: '2025-09-01' })], '2025-09-01')).toBe(true);
    // A later release of the same period does not change the result for an earlier date.
    const replaced = [released(1), released(1, { id: 'release_0', releasedOn: '2025-10-01', reporters: 1 })];
    expect(metWith(replaced, '2025-09-30')).toBe(true);
    expect(metWith(replaced, '2025-10-01')).toBe(false);
  });

  it('is not met if no indicator is adopted', () => {
    expect(scoreOf(sharedMeasurement, measured(1, { status: 'DISCUSSED' }))).toEqual([false, '0 of 1']);
    expect(scoreOf(sharedMeasurement, measured(1, { status: 'RETIRED' }))).toEqual([false, '0 of 1']);
    expect(scoreOf(sharedMeasurement, measured(1, { effectiveFrom: '2025-09-01' }))).toEqual([false, '0 of 1']);
    expect(scoreOf(sharedMeasurement, measured(1, { adoptedOn: '2025-09-01' }))).toEqual([false, '0 of 1']);
  });

  it('counts a retired version to the day before it was retired', () => {
    const scoreWith = (version: object) => scoreOf(sharedMeasurement, measured(1, { status: 'RETIRED', ...version }));
    expect(scoreWith({ retiredOn: '2025-09-01' })).toEqual([true, '1 of 1']);
    expect(scoreWith({ retiredOn: '2025-08-31' })).toEqual([false, '0 of 1']);
    expect(scoreWith({ retiredOn: '2025-09-01', adoptedOn: '2025-09-01' })).toEqual([false, '0 of 1']);
  });

  it('uses the retired version until the version that replaced it takes effect', () => {
    const retired = measured(1, { status: 'RETIRED', adoptedOn: '2024-06-01', retiredOn: '2025-07-01' });
    const later = { id: 'version_2', indicatorId: 'indicator_1', status: 'ADOPTED', adoptedOn: '2025-07-01' };
    const metWith = (effectiveFrom: string) =>
      scoreOf(sharedMeasurement, {
        ...retired,
        indicatorVersions: [...retired.indicatorVersions, { ...later, effectiveFrom }],
      })[0];
    expect(metWith('2025-09-01')).toBe(true);
    expect(metWith('2025-08-31')).toBe(false);
  });

  it('counts a release of an earlier version, for periods that have ended by the date', () => {
    const earlier = { id: 'version_0', indicatorId: 'indicator_1', status: 'RETIRED', effectiveFrom: '2024-01-01' };
    const records = measured(1);
    const releasedFor = (periodEnd: string) =>
      scoreOf(sharedMeasurement, {
        ...records,
        indicatorVersions: [...records.indicatorVersions, earlier],
        releases: [released(0, { periodEnd })],
      });
    expect(releasedFor('2025-08-31')).toEqual([true, '1 of 1']);
    expect(releasedFor('2025-09-01')).toEqual([false, '0 of 1']);
  });

  it('of a network counts the members that adopted its version and have a current release', () => {
    const adoption = (ecosystemId: string, adopterId: string) => ({
      id: `adoption_of_${adopterId}_by_${ecosystemId}`,
      ecosystemId,
      networkVersionId: 'version_1',
      adopterId,
      localVersionId: ecosystemId === adopterId ? `local_${adopterId}` : null,
      startsOn: '2024-09-01',
    });
    const memberRelease = (member: string) => ({
      ...released(1),
      id: `release_of_${member}`,
      indicatorVersionId: `local_${member}`,
    });
    const records = {
      ...measured(1),
      adoptions: [],
      releases: [],
      networkAdoptions: ['x', 'y'].flatMap((member) => [adoption(member, member), adoption('network', member)]),
      memberReleases: [memberRelease('x'), memberRelease('y')],
    };
    expect(scoreOf(sharedMeasurement, records)).toEqual([true, '1 of 1']);
    expect(judgmentOf(sharedMeasurement, { ...records, memberReleases: [memberRelease('x')] })).toMatchObject({
      met: false,
      explanation: '0 of 1 adopted indicator is shared; not shared: I1 (adopters: 2, reporters: 1).',
    });
    const oneSided = records.networkAdoptions.filter(({ ecosystemId }) => ecosystemId !== 'network');
    expect(scoreOf(sharedMeasurement, { ...records, networkAdoptions: oneSided })[0]).toBe(false);
  });
});

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

describe('goals and metrics', () => {
  it('have no result without indicators', () => expect(scoreOf(goalsAndMetrics, inForce(1))[0]).toBe(null));

  it('do not count the goals of a draft', () => {
    const draft = { id: 'draft', status: 'DRAFT', keyTermIds: [] };
    const copy = { id: 'copy', commonAgendaId: 'draft', code: 'G1', order: 0, basedOnId: 'goal_1' };
    const { agendas, goals } = inForce(1);
    const records = { ...measured(1), agendas: [...agendas, draft], goals: [...goals, copy] };
    expect(scoreOf(goalsAndMetrics, records)).toEqual([true, '1 of 1']);
  });

  it('are met if every goal has a shared indicator with a current release', () => {
    const records = { ...measured(1), ...inForce(1) };
    expect(judgmentOf(goalsAndMetrics, records)).toMatchObject({
      met: true,
      evidence: ['adoption_1_a', 'adoption_1_b', 'goal_1', 'indicator_1', 'release_1'],
    });
    expect(judgmentOf(goalsAndMetrics, { ...records, releases: [] })).toMatchObject({
      met: false,
      value: 0,
      threshold: 1,
      evidence: [],
    });
  });
});
