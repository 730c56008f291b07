import { describe, expect, it } from 'vitest';
import { adoptionDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, uuidOf } from '../testing/measurement.fixture.ts';
import { TargetWorld } from './target-reader.fixture.ts';

const world = new TargetWorld();

describe.each(engines)('the coverage and caveats of progress to a target on %s', (engine) => {
  world.prepare(engine);

  describe('of people counted once', () => {
    const people = {
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    };

    /** Organizations report these numbers of people for 2025; the straight path from 100 to 200 is then at 150. */
    async function reported(...values: string[]): Promise<string> {
      ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.make.adopted(
        world.ecosystemId,
        people,
      ));
      const id = await world.target();
      await world.baseline();
      for (const value of values) {
        const organizationId = await world.make.organization(world.ecosystemId);
        await world.make.verified(world.versionId, { period: '2025', organizationId, cells: [cell(value)] });
      }
      await world.publish('2025');
      return id;
    }

    it('is assessed if both ends of the interval agree', async () => {
      const id = await reported('160', '30');
      const interval = { low: '160', high: '190' };
      expect(await world.standing({ id })).toMatchObject({
        latest: { value: null, interval },
        share: null,
        onTrack: true,
        reached: false,
        reason: null,
      });
    });

    it('is undecided if the ends of the interval disagree', async () => {
      const id = await reported('140', '30');
      expect(await world.standing({ id })).toMatchObject({ onTrack: null, reached: false, reason: 'UNDECIDED' });
    });

    it.each(['90', '301'])(
      'is not assessed if the ecosystem reports %s, outside the interval, as in a roll-up',
      async (stated) => {
        const id = await reported('150', '100', '50');
        await world.released('2025', cell(stated));
        const sentence = `The ecosystem itself reports ${stated}, but the figures of its organizations allow from 150 to 300. One of them is wrong.`;
        expect(await world.standing({ id })).toMatchObject({
          share: null,
          onTrack: null,
          reached: null,
          reason: 'CONTRADICTORY',
          explanation: `Progress for 2025 is not assessed, because figures contradict each other. ${sentence}`,
          latest: { value: null, interval: null, exact: null, reason: 'CONTRADICTORY', explanation: sentence },
        });
      },
    );

    it('is assessed by the number that the ecosystem reports within the interval', async () => {
      const id = await reported('150', '100', '50');
      await world.released('2025', cell('180'));
      expect(await world.standing({ id })).toMatchObject({ onTrack: true, reached: false, latest: { value: '180' } });
    });
  });

  describe('with coverage', () => {
    /** One of three organizations that agreed to report has reported, and one that had not agreed. */
    async function reportedByOne(): Promise<void> {
      const organizations = [];
      for (let at = 0; at < 4; at++) organizations.push(await world.make.organization(world.ecosystemId));
      for (const organizationId of organizations.slice(0, 3)) {
        const agreement = { indicatorVersionId: world.versionId, organizationId, startsOn: '2020-01-01' };
        await world.make.create(adoptionDefinition, { ...agreement, visibility: 'PUBLIC' });
      }
      for (const organizationId of [organizations[0], organizations[3]])
        await world.make.verified(world.versionId, { period: '2025', organizationId, cells: [cell('60')] });
      await world.publish('2025');
    }

    it('states the coverage beside the result', async () => {
      await world.baseline();
      await reportedByOne();
      const progress = await world.standing();
      expect(progress).toMatchObject({ onTrack: false, reason: null, latest: { value: '120' } });
      expect(progress?.explanation).toContain(
        'The figure includes 1 of 3 expected organizations, and 1 organization that did not agree to report.',
      );
    });

    it('is not assessed below the minimum coverage of the target', async () => {
      await world.baseline();
      const id = await world.target({ period: '2028', minimumCoverage: '0.5' });
      const enough = await world.target({ period: '2029', minimumCoverage: '0.33' });
      await reportedByOne();
      expect(await world.standing({ id })).toMatchObject({ onTrack: null, share: null, reason: 'LOW_COVERAGE' });
      expect(await world.standing({ id: enough })).toMatchObject({ onTrack: false, reason: null });
    });
  });

  it('does not use an older figure if the organizations have none in the newest period', async () => {
    await world.baseline();
    const organizations = [
      await world.make.organization(world.ecosystemId),
      await world.make.organization(world.ecosystemId),
    ];
    const say = async (period: string, ...cells: object[]) => {
      for (const [at, said] of cells.entries()) {
        await world.make.verified(world.versionId, { period, organizationId: organizations[at], cells: [said] });
      }
      return world.publish(period);
    };
    await say('2020', cell('110'), cell('100'));
    expect(await world.standing({ on: '2021-06-30' })).toMatchObject({
      reached: true,
      latest: { period: '2020', value: '210' },
    });
    const states = { 2021: 'MISSING', 2022: 'NOT_APPLICABLE', 2023: 'SUPPRESSED_AT_SOURCE' };
    for (const [period, status] of Object.entries(states)) {
      const releaseId = await say(period, { status }, { status });
      const progress = await world.standing();
      expect(progress).toMatchObject({ share: null, onTrack: null, reached: null });
      expect(progress?.reason).toBe(status === 'SUPPRESSED_AT_SOURCE' ? 'SUPPRESSED' : 'NO_DATA');
      expect(progress?.explanation).toContain(`, for ${period}, `);
      expect(progress?.latest).toMatchObject({
        period,
        value: null,
        status,
        coverage: { releaseIds: [uuidOf(releaseId)] },
      });
    }
    await say('2024', { status: 'MISSING' }, { status: 'NOT_APPLICABLE' });
    expect(await world.standing()).toMatchObject({ reason: 'NO_DATA', latest: { period: '2024', status: null } });
    await say('2025', cell('7'), { status: 'MISSING' });
    expect(await world.standing()).toMatchObject({ reason: null, latest: { period: '2025', value: '7' } });
  });

  it('has no figure if the definition does not aggregate over organizations', async () => {
    ({ versionId: world.versionId } = await world.make.adopted(world.ecosystemId, {
      aggregationAcrossOrganizations: 'NONE',
    }));
    const id = await world.target();
    await world.baseline();
    await world.released('2024', cell('150'));
    for (const value of ['60', '70']) {
      const organizationId = await world.make.organization(world.ecosystemId);
      await world.make.verified(world.versionId, { period: '2025', organizationId, cells: [cell(value)] });
    }
    await world.publish('2025');
    expect(await world.standing({ id })).toMatchObject({
      reason: 'NOT_ADDITIVE',
      latest: { period: '2025', value: null },
    });
  });

  it('does not use figures of a version that is not comparable', async () => {
    await world.baseline();
    const first = world.versionId;
    world.versionId = await world.make.version(world.indicatorId, {
      comparability: 'NO',
      comparabilityNote: 'Short events count too.',
    });
    await world.make.adopt(world.versionId);
    expect(await world.standing()).toMatchObject({ reason: 'NO_DATA' });
    await world.released('2025', cell('150'));
    const progress = await world.standing();
    expect(progress).toMatchObject({ reason: 'NOT_COMPARABLE', share: null });
    expect(progress?.explanation).toContain('Version 2 is not comparable with version 1: Short events count too.');
    expect(await world.standing({ on: '2025-06-30' })).toMatchObject({ reason: 'NO_DATA' });
    await world.run(`update "indicator_version" set "visibility" = 'MEMBERS' where "id" = ?`, [uuidOf(first)]);
    expect(await world.standing()).toBeNull();
  });

  it('uses figures of a later version that is comparable', async () => {
    await world.baseline();
    await world.released('2024', cell('120'));
    world.versionId = await world.make.version(world.indicatorId);
    await world.make.adopt(world.versionId);
    await world.released('2025', cell('150'));
    expect(await world.standing()).toMatchObject({ reason: null, latest: { period: '2025', value: '150' } });
  });

  it('states the caveat between the versions of the target and of an earlier figure', async () => {
    await world.baseline();
    const note = 'Version 2 is comparable with version 1 with a caveat: Short events count too.';
    await world.released('2025', cell('150'));
    world.versionId = await world.make.version(world.indicatorId, {
      comparability: 'WITH_CAVEAT',
      comparabilityNote: 'Short events count too.',
    });
    await world.make.adopt(world.versionId);
    await world.baseline();
    const id = await world.target();
    const progress = await world.standing({ id });
    expect(progress).toMatchObject({ onTrack: true, reason: null, latest: { value: '150', caveats: [note] } });
    expect(progress?.explanation).toContain(note);
    // The target of version 1 is compared with a figure of version 1.
    expect(await world.standing()).toMatchObject({ latest: { caveats: [] } });
  });

  it('is not assessed if two later periods ended without a released figure', async () => {
    await world.baseline();
    await world.released('2023', cell('140'));
    expect(await world.standing({ on: '2024-12-31' })).toMatchObject({
      laterPeriodsWithoutFigure: 1,
      onTrack: true,
      reason: null,
    });
    expect(await world.standing({ on: '2025-12-31' })).toMatchObject({
      laterPeriodsWithoutFigure: 2,
      onTrack: null,
      share: null,
      reason: 'OUTDATED',
      latest: { period: '2023', value: '140' },
    });
    await world.released('2024', cell('140'));
    expect(await world.standing({ on: '2025-12-31' })).toMatchObject({ laterPeriodsWithoutFigure: 1, reason: null });
  });

  it('states a change of reporters, and the result among those of both periods', async () => {
    await world.baseline();
    const [one, other] = [
      await world.make.organization(world.ecosystemId),
      await world.make.organization(world.ecosystemId),
    ];
    await world.make.verified(world.versionId, { period: '2024', organizationId: one, cells: [cell('130')] });
    await world.publish('2024');
    await world.make.verified(world.versionId, { period: '2025', organizationId: one, cells: [cell('135')] });
    await world.make.verified(world.versionId, { period: '2025', organizationId: other, cells: [cell('60')] });
    await world.publish('2025');
    const progress = await world.standing();
    // The path from 100 to 200 is at 150 after five of ten years: 195 is above, 135 below.
    expect(progress).toMatchObject({ onTrack: true, latest: { value: '195' } });
    expect(progress?.explanation).toContain(
      'The reporters changed since 2024. For the only reporter of both 2024 and 2025, the figure changed from 130 to 135: not on track. The result depends on the change of reporters.',
    );
  });

  it('states a change of places if the reporters are the same', async () => {
    await world.baseline();
    const organizationId = await world.make.organization(world.ecosystemId);
    const places = ['GB-ENG', 'GB-SCT'].map((code) => ({ scheme: 'iso-3166-2', code, label: code }));
    for (const [period, ...values] of [
      ['2024', '130'],
      ['2025', '135', '60'],
    ] as const) {
      for (const [at, value] of values.entries())
        await world.make.verified(world.versionId, { period, organizationId, place: places[at], cells: [cell(value)] });
      await world.publish(period);
    }
    expect((await world.standing())?.explanation).toContain(
      'The places of the reporters changed since 2024. For the only reporter of both 2024 and 2025 in the places of both, the figure changed from 130 to 135: not on track. The result depends on the change of places.',
    );
  });
});
