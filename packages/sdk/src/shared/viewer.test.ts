import { describe, expect, it } from 'vitest';
import { decodeTypeId } from './type-id.ts';
import {
  actorOf,
  anonymous,
  authorOf,
  calendarOnTime,
  grantIn,
  isOperator,
  isStewardOf,
  localViewer,
  type Viewer,
} from './viewer.ts';

const id = '0189f7b1-0000-7000-8000-000000000001';
const principal = {
  kind: 'PRINCIPAL',
  principal: { id, kind: 'PERSON', name: 'Ann Example', isOperator: false },
  grants: [{ ecosystemId: 'a', role: 'STEWARD', organizationIds: [], isOpenToMembers: true }],
  agreements: [],
  origin: null,
} satisfies Viewer;

describe('a viewer', () => {
  it.each([
    [anonymous, 'anonymous', 'anonymous', false],
    [calendarOnTime, 'calendar', 'calendar', false],
    [localViewer('ann'), 'local:ann', 'local', true],
  ])('of the kind $kind has an actor for the audit log and an author for records', (viewer, ...expected) => {
    expect([actorOf(viewer), authorOf(viewer), isOperator(viewer)]).toEqual(expected);
  });

  it('that is a principal is named by its id', () => {
    expect(decodeTypeId('principal', actorOf(principal))).toBe(id);
    expect(authorOf(principal)).toBe(actorOf(principal));
  });

  it('has the rights of its grant in an ecosystem, and none elsewhere', () => {
    expect(grantIn(principal, 'a')?.role).toBe('STEWARD');
    expect(grantIn(principal, 'b')).toBeUndefined();
    expect([isStewardOf(principal, 'a'), isStewardOf(principal, 'b')]).toEqual([true, false]);
    const [grant] = principal.grants;
    const contributor: Viewer = { ...principal, grants: grant ? [{ ...grant, role: 'CONTRIBUTOR' }] : [] };
    expect(isStewardOf(contributor, 'a')).toBe(false);
  });

  it('is a steward of every ecosystem if it is a local program or a calendar', () => {
    const viewers: Viewer[] = [anonymous, calendarOnTime, localViewer('ann')];
    expect(viewers.map((viewer) => isStewardOf(viewer, 'a'))).toEqual([false, true, true]);
    expect(viewers.map((viewer) => grantIn(viewer, 'a'))).toEqual([undefined, undefined, undefined]);
  });

  it('operates the gateway if its principal is an operator', () => {
    expect(isOperator(principal)).toBe(false);
    expect(isOperator({ ...principal, principal: { ...principal.principal, isOperator: true } })).toBe(true);
  });
});
