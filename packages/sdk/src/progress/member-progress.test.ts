import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { memberProgress } from './member-progress.ts';

const assessed = (met: boolean | null) => [
  { code: 'common-agenda', met },
  { code: 'backbone-support', met: false },
];
const counts = (assessments: ReturnType<typeof assessed>[]) =>
  unwrap(memberProgress('FIVE_CONDITIONS', assessments)).map(({ code, members, assessed: of, met }) => [
    code,
    `${met} of ${of} of ${members}`,
  ]);

describe('memberProgress', () => {
  it('counts the members that meet each criterion, that were assessed, and all', () => {
    expect(counts([true, true, false, null].map(assessed))).toEqual([
      ['common-agenda', '2 of 3 of 4'],
      ['shared-measurement', '0 of 0 of 4'],
      ['mutually-reinforcing-activities', '0 of 0 of 4'],
      ['continuous-communication', '0 of 0 of 4'],
      ['backbone-support', '0 of 4 of 4'],
    ]);
  });

  it('counts nothing for a network without members', () => {
    expect(counts([])[0]).toEqual(['common-agenda', '0 of 0 of 0']);
  });
});
