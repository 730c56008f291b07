import { encodeTypeId } from '@collective-impact/sdk';
import { accessGrant } from '@collective-impact/sdk/access';
import { activity } from '@collective-impact/sdk/activity';
import { meeting } from '@collective-impact/sdk/communication';
import { describe, expect, it } from 'vitest';
import { auditedChanges } from './audited-changes.ts';

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('the changes of an audit entry', () => {
  it('are the fields that differ, as JSON, under the names of the fields', () => {
    const before = { lead_id: uuid, title: 'Fair', started_on: null, version: 1 };
    const after = { lead_id: uuid, title: 'Science fair', started_on: '2026-01-31', version: 2 };
    expect(auditedChanges(activity, { before, after })).toEqual([
      { field: 'startedOn', before: null, after: '"2026-01-31"' },
      { field: 'title', before: '"Fair"', after: '"Science fair"' },
    ]);
  });

  it('leave out the ids, times and version of the record, so that a changed part is no change of a field', () => {
    const after = { id: uuid, ecosystem_id: uuid, created_at: 'a', updated_at: 'b', version: 1, source_uri: null };
    expect(auditedChanges(activity, { before: null, after })).toEqual([]);
  });

  it('contain TypeIDs of records and principals, also in lists', () => {
    const organization = encodeTypeId('organization', uuid);
    expect(
      auditedChanges(accessGrant, {
        before: { principal_id: uuid, organization_ids: [uuid] },
        after: null,
      }),
    ).toEqual([
      { field: 'organizationIds', before: JSON.stringify([organization]), after: null },
      { field: 'principalId', before: JSON.stringify(encodeTypeId('principal', uuid)), after: null },
    ]);
    const attendance = [{ organizationId: uuid, people: 3 }];
    expect(auditedChanges(meeting, { before: null, after: { attendance } })).toEqual([
      {
        field: 'attendance',
        before: null,
        after: JSON.stringify([{ organizationId: organization, people: 3 }]),
      },
    ]);
  });
});
