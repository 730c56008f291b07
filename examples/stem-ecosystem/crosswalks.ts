import { crosswalkDefinition } from '@collective-impact/store';
import { idOf, type Story } from './story.ts';

interface ExampleCrosswalk {
  from: string;
  dimension: string;
  earlierDimension: string;
  /** The new category for each category of the earlier version. */
  successors: Record<string, string>;
}

/** The crosswalks, by the later version. */
const crosswalks: Record<string, ExampleCrosswalk> = {
  'places-after-school/2': {
    from: 'places-after-school/1',
    dimension: 'all-grades',
    earlierDimension: 'middle-grades',
    successors: { '3-5': '3-8', '6-8': '3-8' },
  },
};

/** Creates the crosswalk from an earlier version to this one, if there is one. */
export async function createCrosswalk(story: Story, version: string): Promise<void> {
  const example = crosswalks[version];
  if (!example) return;
  const { from, dimension, earlierDimension, successors } = example;
  await story.create(crosswalkDefinition, {
    key: `${version}/${dimension}`,
    values: {
      indicatorVersionId: idOf('indicator_version', version),
      earlierVersionId: idOf('indicator_version', from),
      dimension,
      earlierDimension,
      mappings: Object.entries(successors).map(([earlier, category]) => ({ earlier, category })),
    },
  });
}
