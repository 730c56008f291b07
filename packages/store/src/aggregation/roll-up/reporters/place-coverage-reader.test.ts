import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { placeDefinition } from '../../../ecosystem/index.ts';
import { adoptionDefinition } from '../../../indicator/index.ts';
import { engines } from '../../../testing/engines.ts';
import { cell, uuidOf } from '../../../testing/measurement.fixture.ts';
import { statementsOf } from '../../../testing/statements-of.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import { RollUpWorld } from '../roll-up-reader.fixture.ts';

const code = (name: string) => ({ code: name, label: name });

describe.each(engines)('the coverage of places on %s', (engine) => {
  const world = new RollUpWorld();
  world.prepare(engine);

  /** The county `lake` with the towns `north` and `south`, and organizations that agreed to report. */
  async function towns(serviceAreas: Record<string, string[]>, visibility = 'PUBLIC') {
    const { make, ecosystemId, versionId } = world;
    const place = (name: string, level: string, parentId: string | null) =>
      make.create(placeDefinition, {
        ecosystemId,
        code: code(name),
        level: { code: level },
        parentId,
        visibility: 'PUBLIC',
      });
    const lake = await place('lake', 'county', null);
    for (const town of ['north', 'south']) await place(town, 'municipality', lake);
    const ids = new Map<string, string>();
    for (const [name, areas] of Object.entries(serviceAreas)) {
      const id = await make.organization(ecosystemId, {
        name,
        serviceAreas: areas.map(code),
        visibility: name === 'Zoo' ? visibility : 'PUBLIC',
      });
      ids.set(name, id);
      const agreement = { indicatorVersionId: versionId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(adoptionDefinition, { ...agreement, organizationId: id });
    }
    return (name: string, at: string | null, value: object) =>
      make.verified(versionId, {
        organizationId: ids.get(name) ?? '',
        period: '2024',
        place: at && code(at),
        cells: [value],
      });
  }

  async function figuresOf(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
    const readers = world.make.read(viewer);
    const indicator = await readers.record('indicator', uuidOf(world.indicatorId));
    if (!indicator) throw new Error('The indicator is public.');
    const over = ['ORGANIZATIONS', 'PLACES'] as const;
    const figures = await readers.aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
    return { figures, places: readers.aggregation.places };
  }

  async function linesOf(...of: Parameters<typeof figuresOf>): Promise<string[]> {
    const { figures, places } = await figuresOf(...of);
    return Promise.all(
      figures.map(async ({ place, coverage }) => {
        const { places: withFigure, expectedPlaces, missingPlaces } = await places.of(coverage);
        const missing = missingPlaces.map(({ label }) => label).join(' ');
        return `${place?.code ?? 'all'}: ${withFigure} of ${expectedPlaces}, missing: ${missing}`;
      }),
    );
  }

  it('states the places of reports and the service areas that have no figure', async () => {
    const report = await towns({ Club: ['lake'], Gym: ['moon'], Zoo: [] });
    await report('Club', 'north', cell('12'));
    await report('Club', 'south', { ...cell('0'), value: null, status: 'MISSING' });
    await report('Zoo', null, cell('9'));
    await world.make.release(world.versionId, { period: '2024' });
    expect(await linesOf()).toEqual(['all: 1 of 3, missing: moon south']);
    expect(await linesOf({ placeLevel: 'county' })).toEqual(['all: 0 of 0, missing: ', 'lake: 1 of 2, missing: south']);
    expect(await linesOf({ over: ['PLACES'] })).toEqual(['all: 1 of 2, missing: south', 'all: 0 of 0, missing: ']);
    expect(await linesOf({ over: ['ORGANIZATIONS'] })).toEqual([
      'all: 0 of 0, missing: ',
      'north: 0 of 0, missing: ',
      'south: 0 of 0, missing: ',
    ]);
  });

  it('counts no place of organizations that the viewer cannot see', async () => {
    const report = await towns({ Club: ['north'], Zoo: ['south', 'moon'] }, 'RESTRICTED');
    await report('Club', 'north', cell('12'));
    await report('Zoo', 'south', cell('15'));
    await world.make.release(world.versionId, { period: '2024' });
    expect(await linesOf()).toEqual(['all: 1 of 1, missing: ']);
    // The release excludes the figure of `south`, because its organization was not visible.
    expect(await linesOf({}, localProgram)).toEqual(['all: 1 of 3, missing: moon south']);
  });

  it('takes one statement for all figures of a request', async () => {
    const report = await towns({ Club: ['north'] });
    await report('Club', 'north', cell('12'));
    await world.make.release(world.versionId, { period: '2024' });
    const { figures, places } = await figuresOf({ placeLevel: 'municipality' });
    const { statements } = await statementsOf(world.database, () =>
      Promise.all([...figures, ...figures].map(({ coverage }) => places.of(coverage))),
    );
    expect(statements).toHaveLength(1);
  });
});
