import { describe, expect, it } from 'vitest';
import { inForce, judgmentOf, scoreOf } from './criterion.fixture.ts';
import { both, measured, released } from './measurement-criteria.fixture.ts';
import { goalsAndMetrics, sharedMeasurement } from './measurement-criteria.ts';

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
