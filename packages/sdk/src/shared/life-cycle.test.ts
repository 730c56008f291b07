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

describe('a life cycle', () => {
  it('begins in the first of its states', () => {
    expect(life.initial).toBe('DRAFT');
  });

  it('leads from the states of a step to its end', () => {
    expect(life.transition({ status: 'RETURNED' }, 'agree')).toEqual({ ok: true, value: { status: 'AGREED' } });
  });

  it('leads from no other state, and says from which it would', () => {
    const message = 'This undertaking is KEPT. Only an undertaking that is DRAFT or RETURNED can be agreed.';
    expect(life.transition({ status: 'KEPT' }, 'agree')).toEqual({
      ok: false,
      issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'], message }],
    });
  });

  it('says which states are open to change', () => {
    expect(statuses.filter((status) => life.isOpen({ status }))).toEqual(['DRAFT', 'RETURNED']);
  });

  it('closes what a record says, and never who may see it', () => {
    const fields = ['title', 'visibility', 'sourceUri'];
    const message = 'This undertaking is AGREED and cannot be changed. Create another one.';
    expect(life.judgeChange({ status: 'DRAFT' }, fields)).toEqual([]);
    expect(life.judgeChange({ status: 'AGREED' }, fields)).toEqual([{ code: 'IMMUTABLE', path: ['title'], message }]);
  });

  it('is open in every state where none is said', () => {
    const open = lifeCycle({ noun: 'thing', statuses: ['DONE'], transitions: {} });
    expect(open.judgeChange({ status: 'DONE' }, ['title'])).toEqual([]);
  });
});
