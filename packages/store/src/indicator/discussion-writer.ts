import { accepted, discussionEntry, judgeDiscussable, judgeEntryChange, refused } from '@collective-impact/sdk';
import { changedFields } from '../shared/changed-fields.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { DiscussionEntryEntity } from './discussion-entry.entity.ts';
import { lockVersion } from './version-lock.ts';

/** How entries in the discussion of a version are written: until it is adopted, for which they hold it as it is. */
export const discussionEntryWriting: Writing = {
  type: discussionEntry,
  entity: DiscussionEntryEntity,
  onCreate: async (unit, draft) => {
    const issues = judgeDiscussable(await versionOf(unit, draft));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const issues = judgeEntryChange(await versionOf(unit, record), changedFields(record, changes));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

function versionOf(unit: UnitOfWork, entry: WrittenRecord) {
  return lockVersion(unit, { id: String(entry.indicatorVersionId), strength: 'share' });
}
