import { accepted, refused } from '@collective-impact/sdk';
import { discussionEntry, judgeDiscussable, judgeEntryChange } from '@collective-impact/sdk/indicator';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { changedFields } from '../../shared/writing/changed-fields.ts';
import { DiscussionEntryEntity } from './discussion-entry.entity.ts';
import { lockVersion } from './version-lock.ts';

/** How discussion entries are stored: until the version is adopted. The version is locked while an entry is written. */
export const discussionEntryDefinition: RecordDefinition<typeof discussionEntry, typeof DiscussionEntryEntity> = {
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

function versionOf(unit: UnitOfWork, { indicatorVersionId: id }: { indicatorVersionId: string }) {
  return lockVersion(unit, { id, strength: 'share' });
}
