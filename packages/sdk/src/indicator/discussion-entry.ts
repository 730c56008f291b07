import { codeOf } from '../shared/code.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { discussionPositions } from './discussion-position.ts';

/**
 * What somebody said in the discussion of an indicator version, and when. `speaker` is the name or, better, the role of
 * who spoke, in a line; `organizationId` for whom, null where for nobody but themselves.
 *
 * @see STEM Learning Ecosystems, Strategy One: discuss and adopt shared measurements
 */
export const discussionEntry = defineRecord({
  name: 'DiscussionEntry',
  prefix: 'discussion_entry',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    saidOn: date(),
    organizationId: reference('organization').nullable(),
    speaker: line(),
    position: codeOf(discussionPositions).nullable(),
    statement: prose(),
  },
  within: 'indicatorVersionId',
  past: ['saidOn'],
});

/** See {@link discussionEntry}. */
export type DiscussionEntry = RecordOf<typeof discussionEntry>;
