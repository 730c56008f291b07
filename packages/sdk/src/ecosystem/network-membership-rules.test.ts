import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import {
  judgeMembershipCycle,
  judgeMembershipSides,
  type MembershipHalf,
  membershipsOn,
  networksAround,
} from './network-membership-rules.ts';

/** `town<state` for: state has the member town, as the member says, from 2024 on. */
function half(text: string, more: Partial<MembershipHalf> = {}): MembershipHalf {
  const [memberId = '', networkId = ''] = text.split('<');
  return { memberId, networkId, ecosystemId: memberId, startedOn: '2024-01-01', endedOn: null, ...more };
}

const both = (text: string, more: Partial<MembershipHalf> = {}) => {
  const said = half(text, more);
  return [said, { ...said, ecosystemId: said.networkId }];
};

describe('who says what of whom', () => {
  const judged = (given: MembershipHalf, kind: 'LOCAL' | 'NETWORK' = 'NETWORK') =>
    judgeMembershipSides(given, { kind }).map(({ code, path }) => `${code} ${path}`);

  it('is one of the two, of a network', () => {
    expect(judged(half('town<state'))).toEqual([]);
    expect(judged(half('town<state', { ecosystemId: 'state' }))).toEqual([]);
    expect(judged(half('town<state', { ecosystemId: 'city' }))).toEqual(['INVALID ecosystemId']);
    expect(judged(half('town<state'), 'LOCAL')).toEqual(['INVALID networkId']);
    expect(judged(half('state<state'))).toEqual(['INVALID memberId']);
  });
});

describe('a cycle', () => {
  const judged = (given: MembershipHalf, halves: MembershipHalf[]) => judgeMembershipCycle(given, halves).length > 0;

  it('is closed by a network that becomes a member of its member', () => {
    expect(judged(half('state<town'), [half('town<state')])).toBe(true);
    expect(judged(half('state<town'), [half('town<state', { ecosystemId: 'state' })])).toBe(true);
  });

  it('is closed through however many others', () => {
    const chain = [half('a<b'), half('b<c', { ecosystemId: 'c' }), half('c<d')];
    expect(judged(half('d<a'), chain)).toBe(true);
    expect(judged(half('a<d'), chain)).toBe(false);
    expect(judged(half('d<e'), chain)).toBe(false);
  });

  it('is none where no day is common to all', () => {
    const ended = half('town<state', { startedOn: '2020-01-01', endedOn: '2023-12-31' });
    expect(judged(half('state<town'), [ended])).toBe(false);
    expect(judged(half('state<town', { startedOn: '2023-12-31' }), [ended])).toBe(true);
    const chain = [half('a<b', { endedOn: '2024-06-30' }), half('b<c', { startedOn: '2024-07-01' })];
    expect(judged(half('c<a'), chain)).toBe(false);
  });

  it('is never there, whatever is asked for', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const day = fc.integer({ min: 1, max: 9 }).map((number) => `2024-01-0${number}`);
    const command = fc
      .record({
        network: fc.constantFrom(...ids),
        member: fc.constantFrom(...ids),
        from: day,
        to: fc.option(day),
        net: fc.boolean(),
      })
      .filter(({ network, member, from, to }) => network !== member && (to === null || from <= to));
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const taken: MembershipHalf[] = [];
        for (const { network, member, from, to, net } of commands) {
          const asked = half(`${member}<${network}`, {
            startedOn: from,
            endedOn: to,
            ecosystemId: net ? network : member,
          });
          if (judgeMembershipCycle(asked, taken).length === 0) taken.push(asked);
        }
        for (let number = 1; number <= 9; number += 1) {
          const on = `2024-01-0${number}`;
          const links = taken.filter(
            ({ startedOn, endedOn }) => startedOn <= on && (endedOn === null || endedOn >= on),
          );
          for (const { memberId, networkId } of links)
            expect(networksAround(networkId, links).has(memberId)).toBe(false);
        }
      }),
    );
  });

  it('is told from halves by the hundred', () => {
    const chain = Array.from({ length: 200 }, (_, at) => both(`${at}<${at + 1}`)).flat();
    expect(judged(half('200<0'), chain)).toBe(true);
    expect(judged(half('0<200'), chain)).toBe(false);
  });
});

describe('a membership', () => {
  it('holds while both sides say so, the last day included', () => {
    const said = half('town<state', { startedOn: '2024-03-01', endedOn: '2024-08-31' });
    const halves = [said, half('town<state', { ecosystemId: 'state', startedOn: '2024-05-01' })];
    const holds = (on: string) => unwrap(membershipsOn(on, halves)).length > 0;
    expect(['2024-04-30', '2024-05-01', '2024-08-31', '2024-09-01'].map(holds)).toEqual([false, true, true, false]);
  });

  it('does not hold by one side, however often it says so', () => {
    expect(unwrap(membershipsOn('2024-05-01', [half('town<state'), half('town<state')]))).toEqual([]);
  });

  it('is answered once', () => {
    expect(unwrap(membershipsOn('2024-05-01', [...both('town<state'), ...both('town<state')]))).toEqual([
      { memberId: 'town', networkId: 'state' },
    ]);
  });
});
