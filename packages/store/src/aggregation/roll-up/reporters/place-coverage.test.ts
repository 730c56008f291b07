import type { Code } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { RollUpPlaces } from '../roll-up-places.ts';
import { type PlaceAnswer, type PlacesOfOrganization, placeCoverageOf } from './place-coverage.ts';

const code = (name: string): Code => ({ scheme: 'place', code: name, label: name, uri: null });
const levelOf = (name: string) => ({ ...code(name), scheme: 'place-level' });

/** The county `lake` with the towns `north` and `south`. The town `moon` is in no county. */
const places = new RollUpPlaces(
  [
    { id: 'lake', ecosystemId: 'e', code: code('lake'), level: levelOf('county') },
    { id: 'north', ecosystemId: 'e', code: code('north'), level: levelOf('town'), parentId: 'lake' },
    { id: 'south', ecosystemId: 'e', code: code('south'), level: levelOf('town'), parentId: 'lake' },
    { id: 'moon', ecosystemId: 'e', code: code('moon'), level: levelOf('town') },
  ],
  null,
);

/** An organization with answers by place, `all` for none, and service areas. */
function organization(answers: Record<string, PlaceAnswer>, serviceAreas: string[] = []): PlacesOfOrganization {
  const reported = Object.entries(answers).map(([place, answer]) => ({
    place: place === 'all' ? null : code(place),
    answer,
  }));
  return { ecosystemId: 'e', reported, serviceAreas: serviceAreas.map(code) };
}

function coverage(...organizations: PlacesOfOrganization[]) {
  const { places: withFigure, expectedPlaces, missingPlaces } = placeCoverageOf(organizations, places);
  return `${withFigure} of ${expectedPlaces}, missing: ${missingPlaces.map((each) => each.code).join(' ')}`;
}

describe('the coverage of places', () => {
  it('counts a place of reports once, with a figure if one of them has it', () => {
    expect(coverage(organization({ north: 'FIGURE' }), organization({ north: 'NO_FIGURE', moon: 'NO_FIGURE' }))).toBe(
      '1 of 2, missing: moon',
    );
  });

  it('expects the service areas of an organization that did not report', () => {
    expect(coverage(organization({ north: 'FIGURE' }), organization({}, ['north', 'moon']))).toBe(
      '1 of 2, missing: moon',
    );
  });

  it('expects no service area of an organization that reports places within it', () => {
    expect(coverage(organization({ north: 'FIGURE' }, ['lake', 'moon']))).toBe('1 of 2, missing: moon');
  });

  it('includes places within a place that is reported, and the service areas of a figure without a place', () => {
    expect(coverage(organization({ lake: 'FIGURE' }, ['north', 'south']))).toBe('3 of 3, missing: ');
    expect(coverage(organization({ north: 'FIGURE' }), organization({}, ['lake']))).toBe('1 of 2, missing: lake');
    expect(coverage(organization({ all: 'FIGURE' }, ['north', 'moon']))).toBe('2 of 2, missing: ');
    expect(coverage(organization({ all: 'NO_FIGURE' }, ['north', 'moon']))).toBe('0 of 2, missing: moon north');
  });

  it('expects no places for which an organization reported NOT_APPLICABLE', () => {
    expect(coverage(organization({ lake: 'NOT_APPLICABLE', moon: 'FIGURE' }, ['north', 'moon']))).toBe(
      '1 of 1, missing: ',
    );
    expect(coverage(organization({ all: 'NOT_APPLICABLE' }, ['north']))).toBe('0 of 0, missing: ');
  });

  it('is none without a known place', () => {
    expect(coverage(organization({ all: 'FIGURE' }), organization({}))).toBe('0 of 0, missing: ');
  });
});
