import type { CodeList } from '../shared/code.ts';

/**
 * Levels of an organization's engagement in its ecosystem, from lowest to highest. An open list, defined by this project:
 * custom codes are allowed.
 */
export const engagements: CodeList = {
  scheme: 'engagement',
  title: 'Engagement of an organization',
  codes: [
    { code: 'informed', label: 'Informed' },
    { code: 'consulted', label: 'Consulted' },
    { code: 'participating', label: 'Participating' },
    { code: 'leading', label: 'Leading' },
  ],
};
