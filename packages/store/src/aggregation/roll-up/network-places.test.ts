import { describe, expect, it } from 'vitest';
import { networkMembershipDefinition, placeDefinition } from '../../ecosystem/index.ts';
import { networkAdoptionDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell } from '../../testing/measurement.fixture.ts';
import { code, PlacesWorld } from './roll-up-places.fixture.ts';

const world = new PlacesWorld();

describe.each(engines)('a roll-up of the places of a network on %s', (engine) => {
  world.prepare(engine);

  it('knows the levels of every member of a network, also of one that reports nothing', async () => {
    const network = await world.make.ecosystem({ kind: 'NETWORK', name: 'State' });
    const member = await world.make.ecosystem({ name: 'Town' });
    for (const side of [network, member]) {
      const half = {
        ecosystemId: side,
        networkId: network,
        memberId: member,
        startedOn: '2020-01-01',
        visibility: 'PUBLIC',
      };
      await world.make.create(networkMembershipDefinition, half);
    }
    const placed = { ecosystemId: member, visibility: 'PUBLIC' };
    await world.make.create(placeDefinition, { ...placed, code: code('lake'), level: { code: 'county' } });
    ({ indicatorId: world.indicatorId } = await world.make.adopted(network));
    expect(await world.linesOf({ placeLevel: 'county' })).toEqual([]);
    await expect(world.answer({ placeLevel: 'parish' })).rejects.toThrow(
      '`placeLevel` is "parish", and no place has this level.',
    );
  });

  it('adds up the places of the members of a network, and expects the members that have the place', async () => {
    const network = await world.make.ecosystem({ kind: 'NETWORK', name: 'State' });
    const whole = await world.make.adopted(network);
    for (const [town, value] of [
      ['north', '12'],
      ['south', null],
      ['moon', '3'],
    ] as const) {
      const id = await world.make.ecosystem({ name: `Town ${town}` });
      for (const side of [network, id]) {
        const half = { ecosystemId: side, networkId: network, memberId: id, startedOn: '2020-01-01' };
        await world.make.create(networkMembershipDefinition, half);
      }
      const local = await world.make.adopted(id);
      const half = { networkVersionId: whole.versionId, adopterId: id, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await world.make.create(networkAdoptionDefinition, { ...half, ecosystemId: id, localVersionId: local.versionId });
      await world.make.create(networkAdoptionDefinition, { ...half, ecosystemId: network });
      const placed = { ecosystemId: id, visibility: 'PUBLIC' };
      const outer = town === 'moon' ? 'sky' : 'lake';
      const parentId = await world.make.create(placeDefinition, {
        ...placed,
        code: code(outer),
        level: { code: 'county' },
      });
      await world.make.create(placeDefinition, {
        ...placed,
        code: code(town),
        level: { code: 'municipality' },
        parentId,
      });
      if (value === null) continue;
      const organizationId = await world.make.organization(id);
      await world.make.verified(local.versionId, { organizationId, place: code(town), cells: [cell(value)] });
      await world.make.release(local.versionId, { period: '2024' });
    }
    world.indicatorId = whole.indicatorId;
    const over = ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'] as const;
    const { figures } = await world.answer({ over, placeLevel: 'county' });
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
});
