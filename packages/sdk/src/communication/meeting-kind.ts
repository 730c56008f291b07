import type { CodeList } from '../shared/code.ts';

/**
 * Purposes of a meeting. An open list.
 *
 * @see STEM Learning Ecosystems, Strategy One: prioritize time for reflection and peer learning
 */
export const meetingKinds: CodeList = {
  scheme: 'meeting-kind',
  title: 'Kinds of meeting',
  codes: [
    { code: 'working', label: 'Working' },
    { code: 'reflection', label: 'Reflection' },
    { code: 'peer-learning', label: 'Peer learning' },
  ],
};
