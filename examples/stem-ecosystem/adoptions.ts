import { adoptionDefinition } from '@collective-impact/store';
import { partner } from './ecosystem.ts';
import { idOf, type Story } from './story.ts';

/** The adoptions of indicator versions: the partner, the version, and the first and the last day. */
const adoptions: [version: string, key: string, startsOn: string, endsOn: string | null][] = [
  ['science-hours/1', 'orchard-elementary', '2024-01-10', null],
  ['science-hours/1', 'tidewater-elementary', '2024-01-10', null],
  ['algebra-by-nine/1', 'north-high', '2023-09-01', '2024-08-31'],
  ['algebra-by-nine/1', 'harbor-high', '2023-09-01', '2024-08-31'],
  ['algebra-by-nine/2', 'north-high', '2024-09-01', null],
  ['algebra-by-nine/2', 'harbor-high', '2024-09-01', null],
  ['algebra-by-nine/2', 'charter', '2024-09-01', null],
  ['workplace-visits/1', 'turbines', '2023-10-01', null],
  ['workplace-visits/1', 'shipyard', '2023-10-15', null],
  ['workplace-visits/1', 'hospital', '2023-11-01', null],
  ['workplace-visits/1', 'utility', '2024-09-01', null],
];

/** Creates the agreements of partners to report the adopted versions. */
export async function createAdoptions(story: Story): Promise<void> {
  for (const [version, key, startsOn, endsOn] of adoptions) {
    await story.create(adoptionDefinition, {
      key: `${version}/${key}/${startsOn}`,
      values: {
        indicatorVersionId: idOf('indicator_version', version),
        organizationId: partner(key),
        startsOn,
        endsOn,
      },
    });
  }
}
