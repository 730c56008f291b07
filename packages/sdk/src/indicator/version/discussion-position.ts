import type { CodeList } from '../../shared/code.ts';

/**
 * Position of a speaker in the discussion of an indicator version. An open code list.
 *
 * @see STEM Learning Ecosystems, Strategy One: discuss and adopt shared measurements
 */
export const discussionPositions: CodeList = {
  scheme: 'discussion-position',
  title: 'Positions in a discussion',
  codes: [
    { code: 'support', label: 'Support' },
    { code: 'concern', label: 'Concern' },
    { code: 'question', label: 'Question' },
  ],
};
