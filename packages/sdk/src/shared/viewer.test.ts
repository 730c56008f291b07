import { describe, expect, it } from 'vitest';
import { decodeTypeId } from './type-id.ts';
import { actorOf, anonymous, authorOf, calendarOnTime, isOperator, localViewer, type Viewer } from './viewer.ts';

const id = '0189f7b1-0000-7000-8000-000000000001';
const principal = {
  kind: 'PRINCIPAL',
  principal: { id, kind: 'PERSON', name: 'Ann Example', isOperator: false },
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

  it('operates the gateway if its principal is an operator', () => {
    expect(isOperator(principal)).toBe(false);
    expect(isOperator({ kind: 'PRINCIPAL', principal: { ...principal.principal, isOperator: true } })).toBe(true);
  });
});
