import { describe, expect, it } from 'vitest';
import { bySex, part, request, rolledUp, version } from './roll-up.fixture.ts';
import { rollUp } from './roll-up.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpPlace, RollUpRequest } from './roll-up-request.ts';

const code = (name: string, scheme = 'place') => ({ scheme, code: name, label: name, uri: null });
const placeIn = (
  name: string,
  level: string,
  parentId: string | null,
  more: Partial<RollUpPlace> = {},
): RollUpPlace => ({
  id: name,
  ecosystemId: 'e1',
  code: code(name),
  level: { scheme: 'place-level', code: level },
  parentId,
  ...more,
});
const lake = placeIn('lake', 'county', null);
const places = [lake, placeIn('north', 'municipality', 'lake'), placeIn('south', 'municipality', 'lake')];
const at = (name: string, figure: string, more: object = {}) =>
  part(figure, { place: code(name), organizationId: `o-${name}`, ...more });

/** The figures by county, as place and value or reason. */
function byCounty(parts: RollUpRequest['parts'], more: Partial<RollUpRequest> = {}) {
  const over = ['ORGANIZATIONS', 'PLACES'] as const;
  const figures = rolledUp(request([...parts], { over, places, placeLevel: 'county', ...more }));
  return figures.map(({ place, value, reason }) => `${place?.code ?? 'none'}: ${value ?? reason}`);
}

describe('a roll-up to a level of places', () => {
  it('adds up the places within each place of the level', () => {
    expect(byCounty([at('north', '12'), at('south', '5'), at('north', '1', { organizationId: 'other' })])).toEqual([
      'lake: 18',
    ]);
  });

  it('keeps figures without a place, and of places that are in no place of the level', () => {
    expect(byCounty([at('north', '12'), at('moon', '5'), part('2')])).toEqual(['none: 2', 'lake: 12', 'moon: 5']);
  });

  it('stops at a place that the caller cannot see', () => {
    const closed = places.map((place) => (place.id === 'lake' ? { ...place, isClosed: true } : place));
    expect(byCounty([at('north', '12'), at('south', '5')], { places: closed })).toEqual(['north: 12', 'south: 5']);
  });

  it('adds up no places of one organization that contain one another', () => {
    const organizationId = 'o';
    const parts = [at('north', '12', { organizationId }), at('lake', '20', { organizationId })];
    expect(byCounty(parts)).toEqual(['lake: NOT_ADDITIVE']);
    const placesOfReporters = () => [{ organizationId, places: [code('north'), code('lake')] }];
    const combined = parts.map((each) => ({ ...each, organizationId: null }));
    expect(byCounty(combined)).toEqual(['lake: NOT_ADDITIVE']);
    expect(byCounty(combined, { placesOfReporters })).toEqual(['lake: NOT_ADDITIVE']);
  });

  it('adds up places of different organizations that contain one another', () => {
    expect(byCounty([at('north', '12'), at('lake', '20')])).toEqual(['lake: 32']);
    const combined = [at('north', '12', { organizationId: null }), at('lake', '20', { organizationId: null })];
    expect(byCounty(combined, { placesOfReporters: () => [] })).toEqual(['lake: 32']);
    // Only the ecosystem itself reports both. Its figures are not among those of organizations.
    const ofEcosystem = { organizationId: null, places: [code('north'), code('lake')] };
    expect(byCounty(combined, { placesOfReporters: () => [ofEcosystem] })).toEqual(['lake: 32']);
  });

  it('bounds people counted once of different organizations whose places contain one another', () => {
    const once = { ...version, countingUnit: 'PEOPLE_UNDUPLICATED', aggregationAcrossOrganizations: 'NONE' } as const;
    const over = ['ORGANIZATIONS', 'PLACES'] as const;
    const parts = [at('north', '12'), at('lake', '20')];
    const [lake] = rolledUp(request(parts, { over, places, placeLevel: 'county', versions: [once] }));
    expect(lake?.interval).toEqual({ low: '20', high: '32' });
  });

  it('expects only members that have the place', () => {
    const over = ['ORGANIZATIONS', 'PLACES', 'ECOSYSTEMS'] as const;
    const members = ['e1', 'e2', 'e3'].map((ecosystemId) => ({
      ecosystemId,
      spans: [{ from: '2000-01-01', until: null }],
    }));
    const e2 = placeIn('lake', 'county', null, { id: 'lake-2', ecosystemId: 'e2' });
    const figures = rolledUp(
      request([at('north', '12'), part('5')], { over, places: [...places, e2], placeLevel: 'county', members }),
    );
    const counts = figures.map(({ place, coverage }) => [
      place?.code ?? null,
      coverage.ecosystems,
      coverage.expectedEcosystems,
    ]);
    expect(counts).toEqual([
      [null, 1, 3],
      ['lake', 1, 2],
    ]);
  });

  it('expects no member without a place whose release has figures of places and their total', () => {
    const members = ['bay', 'coast', 'delta'].map((ecosystemId) => ({
      ecosystemId,
      spans: [{ from: '2000-01-01', until: null }],
    }));
    const versions = ['bay', 'coast', 'delta'].map((id) => ({ ...version, id }));
    const of = (ecosystemId: string) => ({ ecosystemId, versionId: ecosystemId });
    const parts = [
      part('34', of('bay')),
      at('shore', '44', of('coast')),
      part('44', { ...of('coast'), source: 'AGGREGATE' }),
      // Delta published the total of organizations whose figures are not shown one by one.
      part('17', { ...of('delta'), source: 'AGGREGATE' }),
    ];
    const over = ['ORGANIZATIONS', 'ECOSYSTEMS'] as const;
    const [whole] = rolledUp(request(parts, { over, members, versions })).filter(({ place }) => place === null);
    expect(whole?.coverage).toMatchObject({ ecosystems: 2, expectedEcosystems: 2, missing: 0, absentEcosystems: [] });
    const levels = rolledUp(request(parts, { over: [...over, 'PLACES'], members, versions, placeLevel: 'county' }));
    expect(levels.find(({ place }) => place === null)?.coverage).toMatchObject({ expectedEcosystems: 2, missing: 0 });
  });

  it('uses the published total of a crossing that nobody reports by place, whichever dimensions are requested', () => {
    const dimensions = [bySex, { ...bySex, code: 'shift' }];
    const crossed = ['sex', 'shift'].map((dimension) => ({ dimension, category: 'F' }));
    const parts = [
      at('north', '12'),
      part('20', { organizationId: 'whole' }),
      part('32', { source: 'AGGREGATE' }),
      part('withheld', { organizationId: 'whole', categories: crossed }),
      part('15', { source: 'AGGREGATE', categories: crossed }),
    ];
    const valuesBy = (by: string[] | null, all: RollUpPart[]) => {
      const asked = { over: ['ORGANIZATIONS'] as const, by, versions: [{ ...version, dimensions }] };
      return rolledUp(request(all, asked)).map(({ place, categories, value }) => [
        place?.code,
        categories.length,
        value,
      ]);
    };
    expect(valuesBy(['sex', 'shift'], parts.slice(3))).toEqual([[undefined, 2, '15']]);
    expect(valuesBy(null, parts)).toEqual(
      expect.arrayContaining([
        ['north', 0, '12'],
        [undefined, 0, '20'],
        [undefined, 2, '15'],
      ]),
    );
  });

  it('expects no member without a place that reports by place only', () => {
    const over = ['ORGANIZATIONS', 'PLACES', 'ECOSYSTEMS'] as const;
    const members = ['bay', 'coast', 'delta', 'late'].map((ecosystemId) => ({
      ecosystemId,
      spans: [{ from: '2000-01-01', until: null }],
    }));
    const parts = [
      part('34', { ecosystemId: 'bay' }),
      at('shore', '44', { ecosystemId: 'coast' }),
      at('mouth', '17', { ecosystemId: 'delta' }),
      // In 2023 the coast also reported without a place, and `late` by place.
      part('9', { ecosystemId: 'coast', period: '2023' }),
      at('shore', '40', { ecosystemId: 'coast', period: '2023' }),
      at('north', '3', { ecosystemId: 'late', period: '2023' }),
    ];
    const ask = (more: Partial<RollUpRequest>) =>
      rolledUp(request(parts, { over, members, placeLevel: 'county', ...more })).map(({ period, place, coverage }) =>
        [
          period,
          place?.code ?? 'none',
          `${coverage.ecosystems} of ${coverage.expectedEcosystems}`,
          coverage.missing,
          ...coverage.absentEcosystems,
        ].join(' '),
      );
    const alone = ['mouth', 'shore'].map((place) => `2024 ${place} 1 of 1 0`);
    const before = ['north', 'shore'].map((place) => `2023 ${place} 1 of 1 0`);
    const rows = ask({});
    expect(rows.filter((row) => row.startsWith('2024'))).toEqual(['2024 none 1 of 2 1 late', ...alone]);
    expect(rows.filter((row) => row.startsWith('2023'))).toEqual(['2023 none 1 of 3 2 bay delta', ...before]);
    expect(ask({ over: ['ORGANIZATIONS', 'ECOSYSTEMS'], placeLevel: null })).toEqual(rows);
    const overPlaces = ask({ over: ['ORGANIZATIONS', 'PLACES', 'ECOSYSTEMS'], placeLevel: null });
    expect(overPlaces).toEqual(['2023 none 2 of 4 2 bay delta', '2024 none 3 of 4 1 late']);
  });

  it('expects the reporters of each place', () => {
    const asked: (string | null)[] = [];
    byCounty([at('north', '12'), part('2')], {
      expected: ({ place }) => {
        asked.push(place?.code ?? null);
        return null;
      },
    });
    expect(asked.toSorted()).toEqual(['lake', null].toSorted());
  });

  it('uses the figure that the ecosystem reported of the place of the level', () => {
    const ofEcosystem = (name: string, figure: string) =>
      at(name, figure, { source: 'ECOSYSTEM', organizationId: null });
    expect(byCounty([at('north', '12'), ofEcosystem('north', '13'), ofEcosystem('lake', '30')])).toEqual(['lake: 30']);
  });

  it('adds up the categories of an organization in each place by itself', () => {
    const organizationId = 'o';
    const parts = [
      at('north', '12', { organizationId }),
      at('south', '2', { organizationId, category: 'F' }),
      at('south', '3', { organizationId, category: 'M' }),
    ];
    expect(byCounty(parts, { versions: [{ ...version, dimensions: [bySex] }] })).toEqual(['lake: 17']);
  });

  it('aggregates places of several ecosystems by the hierarchy of each', () => {
    const other = places.map((place) => ({
      ...place,
      id: `${place.id}-2`,
      ecosystemId: 'e2',
      parentId: place.parentId && `${place.parentId}-2`,
    }));
    const over = ['ORGANIZATIONS', 'PLACES', 'ECOSYSTEMS'] as const;
    const parts = [at('north', '12'), at('south', '5', { ecosystemId: 'e2' })];
    expect(byCounty(parts, { over, places: [...places, ...other] })).toEqual(['lake: 17']);
    expect(byCounty(parts, { over })).toEqual(['lake: 12', 'south: 5']);
  });

  it('rejects a level without PLACES, and all faults of the places at once', () => {
    const outcome = rollUp(
      request([], {
        placeLevel: 'county',
        places: [placeIn('a', 'county', 'b'), placeIn('b', 'state', 'a'), placeIn('c', 'county', 'nowhere')],
      }),
    );
    expect(outcome.ok ? [] : outcome.issues.map((issue) => `${issue.code} ${issue.path.join('.')}`)).toEqual([
      'INVALID places.0.parentId',
      'INVALID places.1.parentId',
      'NOT_FOUND places.2.parentId',
      'INVALID placeLevel',
    ]);
  });
});

describe('a roll-up over all places', () => {
  it('adds up no places that contain one another', () => {
    const over = ['ORGANIZATIONS', 'PLACES'] as const;
    const combined = (names: string[]) => part('32', { placeScheme: 'place', places: names.map((name) => code(name)) });
    const [disjoint] = rolledUp(request([combined(['north', 'south'])], { over, places }));
    expect(disjoint?.value).toBe('32');
    const [nested] = rolledUp(request([combined(['north', 'lake'])], { over, places }));
    expect(nested).toMatchObject({ value: null, reason: 'NOT_ADDITIVE' });
    const published = part('32', { source: 'AGGREGATE' });
    const [total] = rolledUp(request([published, combined(['north', 'lake'])], { over, places }));
    expect(total).toMatchObject({ value: null, reason: 'NOT_ADDITIVE' });
    const [known] = rolledUp(request([published, combined(['north', 'south'])], { over, places }));
    expect(known?.value).toBe('32');
  });
});
