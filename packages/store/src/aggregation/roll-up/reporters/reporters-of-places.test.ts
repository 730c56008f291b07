import { describe, expect, it } from 'vitest';
import { adoptionDefinition } from '../../../indicator/index.ts';
import { engines } from '../../../testing/engines.ts';
import { cell } from '../../../testing/measurement.fixture.ts';
import { code, PlacesWorld } from '../roll-up-places.fixture.ts';

const world = new PlacesWorld();

describe.each(engines)('the reporters of places on %s', (engine) => {
  world.prepare(engine);

  it('expects the organizations that report a place or serve it', async () => {
    await world.county();
    const organizations = new Map<string, string>();
    for (const [name, area] of [
      ['Bank', null],
      ['Club', null],
      ['Zoo', 'lake'],
      ['Gym', 'moon'],
    ] as const) {
      const serviceAreas = area ? [code(area)] : [];
      const id = await world.make.organization(world.ecosystemId, { name, serviceAreas });
      const agreement = { indicatorVersionId: world.versionId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await world.make.create(adoptionDefinition, { ...agreement, organizationId: id });
      organizations.set(name, id);
    }
    for (const [name, place] of [
      ['Bank', 'north'],
      ['Club', 'moon'],
    ] as const) {
      const organizationId = organizations.get(name);
      await world.make.verified(world.versionId, { organizationId, place: code(place), cells: [cell('12')] });
    }
    await world.make.release(world.versionId, { period: '2024' });
    const { figures, aggregation } = await world.answer({ placeLevel: 'county' });
    const counted = await Promise.all(
      figures.map(async ({ place, coverage }) => {
        const { reporters, expected } = await aggregation.reporters.count(coverage);
        const { rows } = await aggregation.missing.organizations(coverage, {});
        return [place?.code, reporters, expected, coverage.missing, rows.map(({ name }) => name).join()];
      }),
    );
    expect(counted).toEqual([
      ['lake', 1, 2, 1, 'Zoo'],
      ['moon', 1, 2, 1, 'Gym'],
    ]);
  });

  it('counts organizations apart of which it is not known whether they report for a place', async () => {
    await world.county();
    for (const [name, area, place] of [
      ['Bank', null, 'north'],
      ['Club', null, 'lake'],
      ['Zoo', 'lake', null],
      ['Gym', 'south', null],
      ['Pool', null, null],
    ] as const) {
      const id = await world.make.organization(world.ecosystemId, { name, serviceAreas: area ? [code(area)] : [] });
      const agreement = { indicatorVersionId: world.versionId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await world.make.create(adoptionDefinition, { ...agreement, organizationId: id });
      if (place)
        await world.make.verified(world.versionId, { organizationId: id, place: code(place), cells: [cell('12')] });
    }
    await world.make.release(world.versionId, { period: '2024' });
    const { figures, aggregation } = await world.answer({ placeLevel: 'municipality' });
    const counted = await Promise.all(
      figures.map(async ({ place, coverage, caveats }) => {
        const { reporters, expected } = await aggregation.reporters.count(coverage);
        const { rows } = await aggregation.missing.organizations(coverage, {});
        const { missing, unassigned } = coverage;
        return [place?.code, `${reporters} of ${expected}`, missing, unassigned, rows.map(({ name }) => name), caveats];
      }),
    );
    // The town expects its own reporter. Club and Zoo report and serve the county, and of Pool no place is known.
    const unknown = (subject: string, rest: string) =>
      `${subject} agreed to report for 2024, but it is not known whether ${rest} not counted as missing.`;
    expect(counted).toEqual([
      [
        'lake',
        '1 of 3',
        2,
        1,
        ['Gym', 'Zoo'],
        [
          '2 expected organizations did not report for 2024. They are not included.',
          unknown('1 organization', 'it serves this place. It is'),
        ],
      ],
      ['north', '1 of 1', 0, 3, [], [unknown('3 organizations', 'they serve this place. They are')]],
    ]);
  });

  it('counts each reporter of the places, and names those that are missing', async () => {
    await world.county();
    const missing = await world.make.organization(world.ecosystemId, { name: 'Zoo' });
    await world.make.verified(world.versionId, {
      organizationId: missing,
      place: code('south'),
      cells: [{ status: 'MISSING' }],
    });
    await world.reported([
      ['north', '12', 'Bank'],
      ['south', '5', 'Club'],
    ]);
    const { figures, aggregation } = await world.answer({ placeLevel: 'county' });
    const [lake] = figures;
    if (!lake) throw new Error('There is a figure.');
    expect(lake.coverage).toMatchObject({ figuresIncluded: 2, missing: 1, reportedMissing: 1 });
    expect(await aggregation.reporters.count(lake.coverage)).toMatchObject({ otherReporters: 2, expected: 0 });
    const { rows } = await aggregation.missing.organizations(lake.coverage, {});
    expect(rows.map(({ name }) => name)).toEqual(['Zoo']);
  });
});
