import { describe, expect, it } from 'vitest';
import { type InvitationState, isInvitationOpen } from './invitation-rules.ts';

describe('an invitation', () => {
  const valid: InvitationState = {
    role: 'CONTRIBUTOR',
    expiresAt: new Date('2025-01-08T00:00:00Z'),
    isClosed: false,
    inviterRole: 'STEWARD',
    now: new Date('2025-01-07T23:59:59Z'),
  };

  it.each<[string, Partial<InvitationState>, boolean]>([
    ['before it expires', {}, true],
    ['at the moment at which it expires', { now: valid.expiresAt }, false],
    ['that is accepted or revoked', { isClosed: true }, false],
    ['whose inviter has no role', { inviterRole: null }, false],
    ['whose inviter is now a CONTRIBUTOR', { inviterRole: 'CONTRIBUTOR' }, false],
    ['to become STEWARD whose inviter is now a STEWARD', { role: 'STEWARD' }, false],
    ['to become BACKBONE of a BACKBONE', { role: 'BACKBONE', inviterRole: 'BACKBONE' }, true],
    ['with a malformed date', { now: new Date('x') }, false],
  ])('%s: %j can be accepted: %s', (_name, change, isOpen) => {
    expect(isInvitationOpen({ ...valid, ...change })).toBe(isOpen);
  });
});
