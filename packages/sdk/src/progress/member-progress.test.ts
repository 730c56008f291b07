import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { memberProgress } from './member-progress.ts';

const assessed = (met: boolean | null) => [
  { code: 'a', met },
  { code: 'b', met: false },
];

describe('memberProgress', () => {
  it('counts members that meet the criterion, that were assessed, and all', () => {
    const assessments = [true, true, false, null].map(assessed);
    expect(unwrap(memberProgress('a', assessments))).toEqual({ members: 4, assessed: 3, met: 2 });
  });

  it('counts nothing for a network without members, and no assessment for an unknown criterion', () => {
    expect(unwrap(memberProgress('a', []))).toEqual({ members: 0, assessed: 0, met: 0 });
    expect(unwrap(memberProgress('c', [assessed(true)]))).toEqual({ members: 1, assessed: 0, met: 0 });
  });
});
