import { InputError, localProgram } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { cell } from '../../testing/measurement.fixture.ts';
import { code, PlacesWorld } from './roll-up-places.fixture.ts';

const world = new PlacesWorld();

describe.each(engines)('a roll-up of places on %s', (engine) => {
  world.prepare(engine);

  it('adds up places to the places of a level', async () => {
    await world.county();
    await world.reported([
      ['north', '12'],
      ['south', '5'],
      ['moon', '3'],
      [null, '2'],
    ]);
    expect(await world.linesOf({ placeLevel: 'county' })).toEqual(['none: 2', 'lake: 17', 'moon: 3']);
    expect(await world.linesOf({ placeLevel: 'municipality' })).toEqual([
      'none: 2',
      'moon: 3',
      'north: 12',
      'south: 5',
    ]);
    expect(await world.linesOf()).toEqual(['none: 22']);
  });

  it('adds up no places of one organization that contain one another, for every caller', async () => {
    await world.county('RESTRICTED');
    const organizationId = await world.make.organization(world.ecosystemId, { name: 'Both' });
    for (const place of ['north', 'lake']) {
      await world.make.verified(world.versionId, { organizationId, place: code(place), cells: [cell('12')] });
    }
    await world.reported([['south', '5']]);
    expect(await world.linesOf()).toEqual(['none: NOT_ADDITIVE']);
    expect(await world.linesOf({}, localProgram)).toEqual(['none: NOT_ADDITIVE']);
    expect(await world.linesOf({ placeLevel: 'county' }, localProgram)).toEqual(['lake: NOT_ADDITIVE']);
  });

  it('adds up places of different organizations that contain one another', async () => {
    await world.county();
    await world.reported([
      ['north', '12'],
      ['lake', '20'],
    ]);
    expect(await world.linesOf()).toEqual(['none: 32']);
    expect(await world.linesOf({ placeLevel: 'county' })).toEqual(['lake: 32']);
    expect(await world.linesOf({ placeLevel: 'municipality' })).toEqual(['lake: 20', 'north: 12']);
  });

  it('keeps places with the same code of different schemes apart', async () => {
    const organizationId = await world.make.organization(world.ecosystemId, { name: 'Both' });
    for (const [scheme, value] of [
      ['place', '12'],
      ['fips', '5'],
    ] as const) {
      await world.make.verified(world.versionId, {
        organizationId,
        place: { ...code('north'), scheme },
        cells: [cell(value)],
      });
    }
    await world.make.release(world.versionId, { period: '2024' });
    const { figures } = await world.answer({ over: ['ORGANIZATIONS'] });
    expect(figures.map(({ place, value, coverage }) => [place?.scheme, value, coverage.figuresIncluded])).toEqual([
      ['fips', '5', 1],
      ['place', '12', 1],
    ]);
    expect(await world.linesOf()).toEqual(['none: NOT_ADDITIVE']);
  });

  it('does not disclose what a place contains if the caller cannot see it', async () => {
    await world.county('RESTRICTED');
    await world.reported([
      ['north', '12'],
      ['south', '5'],
    ]);
    expect(await world.linesOf({ placeLevel: 'municipality' })).toEqual(['north: 12', 'south: 5']);
    expect(await world.linesOf({ placeLevel: 'county' }, localProgram)).toEqual(['lake: 17']);
    await expect(world.linesOf({ placeLevel: 'county' })).rejects.toThrow(
      '`placeLevel` is "county", and no place has this level',
    );
  });

  it('compares the reporters of all places of the level over time', async () => {
    await world.county();
    const [one, other] = [
      await world.make.organization(world.ecosystemId),
      await world.make.organization(world.ecosystemId),
    ];
    for (const [period, north, south] of [
      ['2023', '10', '4'],
      ['2024', '12', '5'],
    ] as const) {
      await world.make.verified(world.versionId, {
        organizationId: one,
        period,
        place: code('north'),
        cells: [cell(north)],
      });
      await world.make.verified(world.versionId, {
        organizationId: other,
        period,
        place: code('south'),
        cells: [cell(south)],
      });
      await world.make.release(world.versionId, { period });
    }
    const { figures, aggregation } = await world.answer({ placeLevel: 'county' });
    const [, last] = figures;
    expect(await aggregation.matched.change(last?.matching ?? null)).toMatchObject({
      reporters: 2,
      previousValue: '14',
      value: '17',
      change: '3',
    });
  });

  it('rejects a level without PLACES, and a level that no place has', async () => {
    await world.county();
    await world.reported([['north', '12']]);
    await expect(world.linesOf({ over: ['ORGANIZATIONS'], placeLevel: 'county' })).rejects.toThrow(
      new InputError('`placeLevel` requires PLACES in `over`. Add PLACES, or omit `placeLevel`.'),
    );
    await expect(world.linesOf({ placeLevel: 'countys' })).rejects.toThrow('Did you mean "county"');
  });
});
