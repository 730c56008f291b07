import { crosswalkDefinition } from '@collective-impact/store';
import { idOf, type Story } from './story.ts';

interface ToldCrosswalk {
  from: string;
  dimension: string;
  earlierDimension: string;
  /** What each category of the earlier version became. */
  became: Record<string, string>;
}

/** What categories became, by the version that they lead to. */
const crosswalks: Record<string, ToldCrosswalk> = {
  'places-after-school/2': {
    from: 'places-after-school/1',
    dimension: 'all-grades',
    earlierDimension: 'middle-grades',
    became: { '3-5': '3-8', '6-8': '3-8' },
  },
};

/** What categories of an earlier version became in this one. */
export async function tellCrosswalk(story: Story, version: string): Promise<void> {
  const told = crosswalks[version];
  if (!told) return;
  const { from, dimension, earlierDimension, became } = told;
  await story.create(crosswalkDefinition, {
    key: `${version}/${dimension}`,
    values: {
      indicatorVersionId: idOf('indicator_version', version),
      earlierVersionId: idOf('indicator_version', from),
      dimension,
      earlierDimension,
      mappings: Object.entries(became).map(([earlier, category]) => ({ earlier, category })),
    },
  });
}
