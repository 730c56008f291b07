import { codeOf } from '../../shared/code.ts';
import { date, line, prose, reference } from '../../shared/fields.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';
import { discussionPositions } from './discussion-position.ts';

/**
 * A statement in the discussion of an indicator version. `speaker` is the role or name of the person. `organizationId`
 * is the organization that the person spoke for; null if the person spoke only for themselves.
 *
 * @see STEM Learning Ecosystems, Strategy One: discuss and adopt shared measurements
 */
export const discussionEntry = defineRecord({
  name: 'DiscussionEntry',
  prefix: 'discussion_entry',
  ownedBy: ['organizationId'],
  managedBy: 'STEWARD',
  personal: ['speaker'],
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
