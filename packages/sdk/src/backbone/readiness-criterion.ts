import type { CodeList } from '../shared/code.ts';

/**
 * Criteria of community readiness. Further criteria are custom codes.
 *
 * @see Hanleybrown, Kania & Kramer 2012, Channeling Change: an influential champion, adequate financial resources, a
 * sense of urgency for change
 * @see STEM Learning Ecosystems, Strategy One: the community's dynamics
 */
export const readinessCriteria: CodeList = {
  scheme: 'readiness-criterion',
  title: 'Criteria of readiness',
  codes: [
    { code: 'influential-champion', label: 'Influential champion' },
    { code: 'financial-resources', label: 'Adequate financial resources' },
    { code: 'urgency-for-change', label: 'Urgency for change' },
    { code: 'community-dynamics', label: 'Community dynamics' },
  ],
};
