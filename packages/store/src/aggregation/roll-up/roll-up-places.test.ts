import { anonymous, InputError, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition, placeDefinition } from '../../ecosystem/index.ts';
import { adoptionDefinition, networkAdoptionDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';

const code = (name: string) => ({ code: name, label: name });

describe.each(engines)('a roll-up of places on %s', (engine) => {
  let database: TestDatabase;
  let make: MeasurementFixture;
  let ecosystemId: string;
  let indicatorId: string;
  let versionId: string;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  const placeIn = (name: string, level: string, parentId: string | null, visibility = 'PUBLIC') =>
    make.create(placeDefinition, { ecosystemId, code: code(name), level: { code: level }, parentId, visibility });

  /** The county `lake` with the towns `north` and `south`. */
  async function county(visibility = 'PUBLIC'): Promise<void> {
    const lake = await placeIn('lake', 'county', null, visibility);
    await placeIn('north', 'municipality', lake);
    await placeIn('south', 'municipality', lake);
  }

  /** Reports figures of new organizations, by place. Returns their names. */
  async function reported(figures: [place: string | null, value: string, name?: string][], period = '2024') {
    for (const [place, value, name = `of ${place}`] of figures) {
      const organizationId = await make.organization(ecosystemId, { name });
      const at = { organizationId, period, place: place && code(place) };
      await make.verified(versionId, { ...at, cells: [cell(value)] });
    }
    await make.release(versionId, { period });
  }

  async function answer(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
    const readers = make.read(viewer);
    const indicator = await readers.record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('The indicator is public.');
    const over = ['ORGANIZATIONS', 'PLACES'] as const;
    const figures = await readers.aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
    return { figures, aggregation: readers.aggregation };
  }

  const linesOf = async (...of: Parameters<typeof answer>) =>
    (await answer(...of)).figures.map(({ place, value, reason }) => `${place?.code ?? 'none'}: ${value ?? reason}`);

  it('adds up places to the places of a level', async () => {
    await county();
    await reported([
      ['north', '12'],
      ['south', '5'],
      ['moon', '3'],
      [null, '2'],
    ]);
    expect(await linesOf({ placeLevel: 'county' })).toEqual(['none: 2', 'lake: 17', 'moon: 3']);
    expect(await linesOf({ placeLevel: 'municipality' })).toEqual(['none: 2', 'moon: 3', 'north: 12', 'south: 5']);
    expect(await linesOf()).toEqual(['none: 22']);
  });

  it('adds up no places of one organization that contain one another, for every caller', async () => {
    await county('RESTRICTED');
    const organizationId = await make.organization(ecosystemId, { name: 'Both' });
    for (const place of ['north', 'lake']) {
      await make.verified(versionId, { organizationId, place: code(place), cells: [cell('12')] });
    }
    await reported([['south', '5']]);
    expect(await linesOf()).toEqual(['none: NOT_ADDITIVE']);
    expect(await linesOf({}, localProgram)).toEqual(['none: NOT_ADDITIVE']);
    expect(await linesOf({ placeLevel: 'county' }, localProgram)).toEqual(['lake: NOT_ADDITIVE']);
  });

  it('adds up places of different organizations that contain one another', async () => {
    await county();
    await reported([
      ['north', '12'],
      ['lake', '20'],
    ]);
    expect(await linesOf()).toEqual(['none: 32']);
    expect(await linesOf({ placeLevel: 'county' })).toEqual(['lake: 32']);
    expect(await linesOf({ placeLevel: 'municipality' })).toEqual(['lake: 20', 'north: 12']);
  });

  it('keeps places with the same code of different schemes apart', async () => {
    const organizationId = await make.organization(ecosystemId, { name: 'Both' });
    for (const [scheme, value] of [
      ['place', '12'],
      ['fips', '5'],
    ] as const) {
      await make.verified(versionId, { organizationId, place: { ...code('north'), scheme }, cells: [cell(value)] });
    }
    await make.release(versionId, { period: '2024' });
    const { figures } = await answer({ over: ['ORGANIZATIONS'] });
    expect(figures.map(({ place, value, coverage }) => [place?.scheme, value, coverage.figuresIncluded])).toEqual([
      ['fips', '5', 1],
      ['place', '12', 1],
    ]);
    expect(await linesOf()).toEqual(['none: NOT_ADDITIVE']);
  });

  it('expects the organizations that report a place or serve it', async () => {
    await county();
    const organizations = new Map<string, string>();
    for (const [name, area] of [
      ['Bank', null],
      ['Club', null],
      ['Zoo', 'lake'],
      ['Gym', 'moon'],
    ] as const) {
      const serviceAreas = area ? [code(area)] : [];
      const id = await make.organization(ecosystemId, { name, serviceAreas });
      const agreement = { indicatorVersionId: versionId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(adoptionDefinition, { ...agreement, organizationId: id });
      organizations.set(name, id);
    }
    for (const [name, place] of [
      ['Bank', 'north'],
      ['Club', 'moon'],
    ] as const) {
      const organizationId = organizations.get(name);
      await make.verified(versionId, { organizationId, place: code(place), cells: [cell('12')] });
    }
    await make.release(versionId, { period: '2024' });
    const { figures, aggregation } = await answer({ placeLevel: 'county' });
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
    await county();
    for (const [name, area, place] of [
      ['Bank', null, 'north'],
      ['Club', null, 'lake'],
      ['Zoo', 'lake', null],
      ['Gym', 'south', null],
      ['Pool', null, null],
    ] as const) {
      const id = await make.organization(ecosystemId, { name, serviceAreas: area ? [code(area)] : [] });
      const agreement = { indicatorVersionId: versionId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(adoptionDefinition, { ...agreement, organizationId: id });
      if (place) await make.verified(versionId, { organizationId: id, place: code(place), cells: [cell('12')] });
    }
    await make.release(versionId, { period: '2024' });
    const { figures, aggregation } = await answer({ placeLevel: 'municipality' });
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

  it('knows the levels of every member of a network, also of one that reports nothing', async () => {
    const network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
    const member = await make.ecosystem({ name: 'Town' });
    for (const side of [network, member]) {
      const half = {
        ecosystemId: side,
        networkId: network,
        memberId: member,
        startedOn: '2020-01-01',
        visibility: 'PUBLIC',
      };
      await make.create(networkMembershipDefinition, half);
    }
    const placed = { ecosystemId: member, visibility: 'PUBLIC' };
    await make.create(placeDefinition, { ...placed, code: code('lake'), level: { code: 'county' } });
    ({ indicatorId } = await make.adopted(network));
    expect(await linesOf({ placeLevel: 'county' })).toEqual([]);
    await expect(answer({ placeLevel: 'parish' })).rejects.toThrow(
      '`placeLevel` is "parish", and no place has this level.',
    );
  });

  it('adds up the places of the members of a network, and expects the members that have the place', async () => {
    const network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
    const whole = await make.adopted(network);
    for (const [town, value] of [
      ['north', '12'],
      ['south', null],
      ['moon', '3'],
    ] as const) {
      const id = await make.ecosystem({ name: `Town ${town}` });
      for (const side of [network, id]) {
        const half = { ecosystemId: side, networkId: network, memberId: id, startedOn: '2020-01-01' };
        await make.create(networkMembershipDefinition, half);
      }
      const local = await make.adopted(id);
      const half = { networkVersionId: whole.versionId, adopterId: id, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(networkAdoptionDefinition, { ...half, ecosystemId: id, localVersionId: local.versionId });
      await make.create(networkAdoptionDefinition, { ...half, ecosystemId: network });
      const placed = { ecosystemId: id, visibility: 'PUBLIC' };
      const outer = town === 'moon' ? 'sky' : 'lake';
      const parentId = await make.create(placeDefinition, { ...placed, code: code(outer), level: { code: 'county' } });
      await make.create(placeDefinition, { ...placed, code: code(town), level: { code: 'municipality' }, parentId });
      if (value === null) continue;
      const organizationId = await make.organization(id);
      await make.verified(local.versionId, { organizationId, place: code(town), cells: [cell(value)] });
      await make.release(local.versionId, { period: '2024' });
    }
    indicatorId = whole.indicatorId;
    const over = ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'] as const;
    const { figures } = await answer({ over, placeLevel: 'county' });
    const counts = figures.map(({ place, value, coverage: { ecosystems, expectedEcosystems, missing } }) => [
      place?.code,
      value,
      `${ecosystems} of ${expectedEcosystems}`,
      missing,
    ]);
    expect(counts).toEqual([
      ['lake', '12', '1 of 2', 1],
      ['sky', '3', '1 of 1', 0],
    ]);
  });

  it('does not disclose what a place contains if the caller cannot see it', async () => {
    await county('RESTRICTED');
    await reported([
      ['north', '12'],
      ['south', '5'],
    ]);
    expect(await linesOf({ placeLevel: 'municipality' })).toEqual(['north: 12', 'south: 5']);
    expect(await linesOf({ placeLevel: 'county' }, localProgram)).toEqual(['lake: 17']);
    await expect(linesOf({ placeLevel: 'county' })).rejects.toThrow(
      '`placeLevel` is "county", and no place has this level',
    );
  });

  it('counts each reporter of the places, and names those that are missing', async () => {
    await county();
    const missing = await make.organization(ecosystemId, { name: 'Zoo' });
    await make.verified(versionId, { organizationId: missing, place: code('south'), cells: [{ status: 'MISSING' }] });
    await reported([
      ['north', '12', 'Bank'],
      ['south', '5', 'Club'],
    ]);
    const { figures, aggregation } = await answer({ placeLevel: 'county' });
    const [lake] = figures;
    if (!lake) throw new Error('There is a figure.');
    expect(lake.coverage).toMatchObject({ figuresIncluded: 2, missing: 1, reportedMissing: 1 });
    expect(await aggregation.reporters.count(lake.coverage)).toMatchObject({ otherReporters: 2, expected: 0 });
    const { rows } = await aggregation.missing.organizations(lake.coverage, {});
    expect(rows.map(({ name }) => name)).toEqual(['Zoo']);
  });

  it('compares the reporters of all places of the level over time', async () => {
    await county();
    const [one, other] = [await make.organization(ecosystemId), await make.organization(ecosystemId)];
    for (const [period, north, south] of [
      ['2023', '10', '4'],
      ['2024', '12', '5'],
    ] as const) {
      await make.verified(versionId, { organizationId: one, period, place: code('north'), cells: [cell(north)] });
      await make.verified(versionId, { organizationId: other, period, place: code('south'), cells: [cell(south)] });
      await make.release(versionId, { period });
    }
    const { figures, aggregation } = await answer({ placeLevel: 'county' });
    const [, last] = figures;
    expect(await aggregation.matched.change(last?.matching ?? null)).toMatchObject({
      reporters: 2,
      previousValue: '14',
      value: '17',
      change: '3',
    });
  });

  it('rejects a level without PLACES, and a level that no place has', async () => {
    await county();
    await reported([['north', '12']]);
    await expect(linesOf({ over: ['ORGANIZATIONS'], placeLevel: 'county' })).rejects.toThrow(
      new InputError('`placeLevel` requires PLACES in `over`. Add PLACES, or omit `placeLevel`.'),
    );
    await expect(linesOf({ placeLevel: 'countys' })).rejects.toThrow('Did you mean "county"');
  });
});
