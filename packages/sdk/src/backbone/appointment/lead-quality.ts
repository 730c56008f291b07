import type { CodeList } from '../../shared/code.ts';

/**
 * The qualities by which a lead organization is judged.
 *
 * @see STEM Learning Ecosystems, Strategy One: a credible, highly engaged lead organization committed to collaborative
 * practice
 */
export const leadQualities: CodeList = {
  scheme: 'lead-quality',
  title: 'Qualities of a lead organization',
  codes: [
    { code: 'credibility', label: 'Credible' },
    { code: 'engagement', label: 'Highly engaged' },
    { code: 'collaborative-practice', label: 'Committed to collaborative practice' },
  ],
};
