import { populationFigureDefinition } from '@collective-impact/store';
import type { Story } from './story.ts';

const place = { code: 'quillmere', label: 'Quillmere (made up)' };
const unit = { code: 'children', label: 'Children aged 8 to 14' };
const sources = {
  census: { scheme: 'made-up-source', code: 'census', label: 'Made-up census' },
  register: { scheme: 'made-up-source', code: 'register', label: 'Made-up register of pupils' },
};
const gender = {
  girls: { scheme: 'gender', code: 'girls', label: 'Girls' },
  boys: { scheme: 'gender', code: 'boys', label: 'Boys' },
};

/** Number of children by source: the census of 2020, and the register of pupils for each school year. */
const figures: [source: keyof typeof sources, period: string, value: string, of?: keyof typeof gender][] = [
  ['census', '2020', '4120'],
  ['census', '2020', '2015', 'girls'],
  ['census', '2020', '2105', 'boys'],
  ['register', 'SY2023-24', '3984'],
  ['register', 'SY2024-25', '4031'],
  ['register', 'SY2024-25', '1968', 'girls'],
];

/** Creates the population figures, to which the figures of the partners are compared. */
export async function createPopulation(story: Story, ecosystemId: string): Promise<void> {
  for (const [source, period, value, of] of figures) {
    const categories = of ? [gender[of]] : [];
    await story.create(populationFigureDefinition, {
      key: [source, period, ...(of ? [of] : [])].join('/'),
      values: { ecosystemId, place, period, categories, value, unit, source: sources[source] },
    });
  }
}
