import { placeDefinition } from '@collective-impact/store';
import { idOf, type Story } from './story.ts';

/** The made-up town of the ecosystem, and its neighborhoods. */
const town = ['quillmere', 'Quillmere (made up)'] as const;
const neighborhoods: Record<string, string> = {
  harbor: 'Harbor (made up)',
  'mill-lane': 'Mill Lane (made up)',
  'north-quillmere': 'North Quillmere (made up)',
  hilltop: 'Hilltop (made up)',
};
const labels: ReadonlyMap<string, string> = new Map([town, ...Object.entries(neighborhoods)]);

/** The made-up places that partners serve. Those of other partners are not stated. */
export const serviceAreas: Record<string, string[]> = {
  district: ['quillmere'],
  'north-high': ['north-quillmere'],
  'harbor-high': ['harbor'],
  'mill-middle': ['mill-lane'],
  makers: ['harbor', 'mill-lane'],
};

/** The code of a place of the example, with its label. */
export function placeOf(code: string) {
  return { scheme: 'place', code, label: labels.get(code) };
}

/** Creates the town and its neighborhoods. */
export async function createPlaces(story: Story, ecosystemId: string): Promise<void> {
  const [key] = town;
  await story.create(placeDefinition, {
    key,
    values: { ecosystemId, code: placeOf(key), level: { code: 'municipality' } },
  });
  for (const each of Object.keys(neighborhoods)) {
    const values = { ecosystemId, code: placeOf(each), level: { code: 'neighborhood' }, parentId: idOf('place', key) };
    await story.create(placeDefinition, { key: each, values });
  }
}
