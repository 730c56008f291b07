import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { type SharingState, sharingStatus } from './sharing-status.ts';

const today = '2025-06-15';
const valid: SharingState = {
  startsOn: '2025-01-01',
  endsOn: null,
  isAccepted: true,
  isEnded: false,
  later: [],
  memberships: [{ from: '2024-01-01', until: null }],
  isOpen: true,
};
const next = { startsOn: '2025-06-16', isEnded: false };

describe('a sharing agreement', () => {
  it.each<[string, Partial<SharingState>, string]>([
    ['that both sides keep', {}, 'IN_FORCE'],
    ['on its first and last day', { startsOn: today, endsOn: today }, 'IN_FORCE'],
    ['that the network has not accepted', { isAccepted: false }, 'OFFERED'],
    ['before its first day', { startsOn: '2025-06-16' }, 'SCHEDULED'],
    ['after its last day', { endsOn: '2025-06-14' }, 'EXPIRED'],
    ['after its last day that was never accepted', { endsOn: '2025-06-14', isAccepted: false }, 'EXPIRED'],
    ['that one side ended', { isEnded: true }, 'ENDED'],
    ['that was ended before it was accepted', { isEnded: true, isAccepted: false }, 'ENDED'],
    ['before a later agreement begins', { later: [next] }, 'IN_FORCE'],
    ['from the first day of a later agreement on', { later: [{ ...next, startsOn: today }] }, 'SUPERSEDED'],
    ['if a later agreement was ended, even before it began', { later: [{ ...next, isEnded: true }] }, 'SUPERSEDED'],
    ['if one of several later agreements has begun', { later: [next, { ...next, startsOn: today }] }, 'SUPERSEDED'],
    ['on the last day of the membership', { memberships: [{ from: '2024-01-01', until: today }] }, 'IN_FORCE'],
    ['after the membership', { memberships: [{ from: '2024-01-01', until: '2025-06-14' }] }, 'SUSPENDED'],
    ['before the membership', { memberships: [{ from: '2025-06-16', until: null }] }, 'SUSPENDED'],
    ['without a membership', { memberships: [] }, 'SUSPENDED'],
    ['of an ecosystem that networks may not see', { isOpen: false }, 'SUSPENDED'],
  ])('%s has a status', (_name, change, status) => {
    expect(unwrap(sharingStatus({ ...valid, ...change }, today))).toBe(status);
  });

  it('with malformed days has issues that name them', () => {
    const malformed = { ...valid, startsOn: 'x', later: [{ startsOn: '2025-02-30', isEnded: false }] };
    const outcome = sharingStatus(malformed, 'today');
    expect(outcome.ok ? [] : outcome.issues.map(({ path }) => path.join('.'))).toEqual([
      'agreement.startsOn',
      'agreement.later.0.startsOn',
      'today',
    ]);
  });
});
