import { anonymous, InputError, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeDefinition } from '../../ecosystem/index.ts';
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

  it('adds up no places that contain one another, for every caller', async () => {
    await county('RESTRICTED');
    await reported([
      ['north', '12'],
      ['lake', '20'],
    ]);
    expect(await linesOf()).toEqual(['none: NOT_ADDITIVE']);
    expect(await linesOf({}, operator)).toEqual(['none: NOT_ADDITIVE']);
    expect(await linesOf({ placeLevel: 'county' }, operator)).toEqual(['lake: NOT_ADDITIVE']);
  });

  it('does not disclose what a place contains if the caller cannot see it', async () => {
    await county('RESTRICTED');
    await reported([
      ['north', '12'],
      ['south', '5'],
    ]);
    expect(await linesOf({ placeLevel: 'municipality' })).toEqual(['north: 12', 'south: 5']);
    expect(await linesOf({ placeLevel: 'county' }, operator)).toEqual(['lake: 17']);
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
