import { indicatorContributionDefinition } from '@collective-impact/store';
import { idOf, type Story } from './story.ts';

/** Made-up contributions of indicators to population-level indicators, with the mechanism. None is declared for `algebra-by-nine`. */
const contributions: [indicator: string, coreIndicator: string, mechanism: string][] = [
  ['workplace-visits', 'students-with-mentor', 'Many mentors and students meet for the first time on a visit.'],
  ['children-after-school', 'girls-in-courses', 'Girls who build something of their own choose a STEM course later.'],
];

/** Made-up outputs of activities, with the indicator that counts them. */
export const outputs: Record<string, [description: string, indicator: string | null][]> = {
  'girls-build-club': [['Weekly meetings', 'children-after-school']],
  'turbine-days': [
    ['Visits of classes to the turbines', 'workplace-visits'],
    ['A handbook for hosts', null],
  ],
};

/** Declares which indicators contribute to population-level indicators. */
export async function createIndicatorContributions(story: Story): Promise<void> {
  for (const [indicator, core, mechanism] of contributions) {
    const values = {
      indicatorId: idOf('indicator', indicator),
      coreIndicatorId: idOf('indicator', core),
      mechanism,
    };
    await story.create(indicatorContributionDefinition, { key: `${indicator}/${core}`, values });
  }
}
