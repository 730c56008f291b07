import { describe, expect, it } from 'vitest';
import { lifeCycle } from './life-cycle.ts';

const statuses = ['DRAFT', 'RETURNED', 'AGREED', 'KEPT'] as const;
const life = lifeCycle({
  noun: 'undertaking',
  statuses,
  transitions: {
    agree: { done: 'agreed', from: ['DRAFT', 'RETURNED'], to: 'AGREED' },
    keep: { done: 'kept', from: ['AGREED'], to: 'KEPT' },
  },
  open: ['DRAFT', 'RETURNED'],
  closed: 'cannot be changed. Create another one.',
});

describe('lifeCycle', () => {
  it('starts with the first status', () => {
    expect(life.initial).toBe('DRAFT');
  });

  it('returns the status after a transition', () => {
    expect(life.transition({ status: 'RETURNED' }, 'agree')).toEqual({ ok: true, value: { status: 'AGREED' } });
  });

  it('rejects a transition from another status and names the allowed ones', () => {
    const message = 'This undertaking is KEPT. Only an undertaking that is DRAFT or RETURNED can be agreed.';
    expect(life.transition({ status: 'KEPT' }, 'agree')).toEqual({
      ok: false,
      issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'], message }],
    });
  });

  it('is open in the listed statuses only', () => {
    expect(statuses.filter((status) => life.isOpen({ status }))).toEqual(['DRAFT', 'RETURNED']);
  });

  it('rejects changes of a closed record except its visibility and source', () => {
    const fields = ['title', 'visibility', 'sourceUri'];
    const message = 'This undertaking is AGREED and cannot be changed. Create another one.';
    expect(life.judgeChange({ status: 'DRAFT' }, fields)).toEqual([]);
    expect(life.judgeChange({ status: 'AGREED' }, fields)).toEqual([{ code: 'IMMUTABLE', path: ['title'], message }]);
  });

  it('is open in every status by default', () => {
    const open = lifeCycle({ noun: 'thing', statuses: ['DONE'], transitions: {} });
    expect(open.judgeChange({ status: 'DONE' }, ['title'])).toEqual([]);
  });
});
