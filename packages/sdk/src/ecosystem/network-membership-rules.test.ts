import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import {
  judgeMembershipCycle,
  judgeMembershipSides,
  type MembershipRecord,
  membershipsOn,
  networksAround,
} from './network-membership-rules.ts';

/** For `town<state`: the record of the town that it is a member of the state, from 2024 on. */
function recordOf(text: string, more: Partial<MembershipRecord> = {}): MembershipRecord {
  const [memberId = '', networkId = ''] = text.split('<');
  return { memberId, networkId, ecosystemId: memberId, startedOn: '2024-01-01', endedOn: null, ...more };
}

const bothRecordsOf = (text: string, more: Partial<MembershipRecord> = {}) => {
  const ofMember = recordOf(text, more);
  return [ofMember, { ...ofMember, ecosystemId: ofMember.networkId }];
};

describe('a membership record', () => {
  const judged = (record: MembershipRecord, kind: 'LOCAL' | 'NETWORK' = 'NETWORK') =>
    judgeMembershipSides(record, { kind }).map(({ code, path }) => `${code} ${path}`);

  it('belongs to the network or the member, which differ, and names a network', () => {
    expect(judged(recordOf('town<state'))).toEqual([]);
    expect(judged(recordOf('town<state', { ecosystemId: 'state' }))).toEqual([]);
    expect(judged(recordOf('town<state', { ecosystemId: 'city' }))).toEqual(['INVALID ecosystemId']);
    expect(judged(recordOf('town<state'), 'LOCAL')).toEqual(['INVALID networkId']);
    expect(judged(recordOf('state<state'))).toEqual(['INVALID memberId']);
  });
});

describe('judgeMembershipCycle', () => {
  const closesCycle = (record: MembershipRecord, others: MembershipRecord[]) =>
    judgeMembershipCycle(record, others).length > 0;

  it('rejects a network as a member of its own member', () => {
    expect(closesCycle(recordOf('state<town'), [recordOf('town<state')])).toBe(true);
    expect(closesCycle(recordOf('state<town'), [recordOf('town<state', { ecosystemId: 'state' })])).toBe(true);
  });

  it('rejects a cycle through several networks', () => {
    const chain = [recordOf('a<b'), recordOf('b<c', { ecosystemId: 'c' }), recordOf('c<d')];
    expect(closesCycle(recordOf('d<a'), chain)).toBe(true);
    expect(closesCycle(recordOf('a<d'), chain)).toBe(false);
    expect(closesCycle(recordOf('d<e'), chain)).toBe(false);
  });

  it('accepts records that have no common date', () => {
    const ended = recordOf('town<state', { startedOn: '2020-01-01', endedOn: '2023-12-31' });
    expect(closesCycle(recordOf('state<town'), [ended])).toBe(false);
    expect(closesCycle(recordOf('state<town', { startedOn: '2023-12-31' }), [ended])).toBe(true);
    const chain = [recordOf('a<b', { endedOn: '2024-06-30' }), recordOf('b<c', { startedOn: '2024-07-01' })];
    expect(closesCycle(recordOf('c<a'), chain)).toBe(false);
  });

  it('prevents cycles in every sequence of accepted records', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const day = fc.integer({ min: 1, max: 9 }).map((number) => `2024-01-0${number}`);
    const command = fc
      .record({
        network: fc.constantFrom(...ids),
        member: fc.constantFrom(...ids),
        from: day,
        to: fc.option(day),
        isRecordedByNetwork: fc.boolean(),
      })
      .filter(({ network, member, from, to }) => network !== member && (to === null || from <= to));
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const records: MembershipRecord[] = [];
        for (const { network, member, from, to, isRecordedByNetwork } of commands) {
          const record = recordOf(`${member}<${network}`, {
            startedOn: from,
            endedOn: to,
            ecosystemId: isRecordedByNetwork ? network : member,
          });
          if (judgeMembershipCycle(record, records).length === 0) records.push(record);
        }
        for (let number = 1; number <= 9; number += 1) {
          const on = `2024-01-0${number}`;
          const links = records.filter(
            ({ startedOn, endedOn }) => startedOn <= on && (endedOn === null || endedOn >= on),
          );
          for (const { memberId, networkId } of links)
            expect(networksAround(networkId, links).has(memberId)).toBe(false);
        }
      }),
    );
  });

  it('checks a chain of 200 networks', () => {
    const chain = Array.from({ length: 200 }, (_, at) => bothRecordsOf(`${at}<${at + 1}`)).flat();
    expect(closesCycle(recordOf('200<0'), chain)).toBe(true);
    expect(closesCycle(recordOf('0<200'), chain)).toBe(false);
  });
});

describe('a membership', () => {
  it('is in effect on the dates that both sides have recorded, including the last', () => {
    const ofMember = recordOf('town<state', { startedOn: '2024-03-01', endedOn: '2024-08-31' });
    const records = [ofMember, recordOf('town<state', { ecosystemId: 'state', startedOn: '2024-05-01' })];
    const isInEffect = (on: string) => unwrap(membershipsOn(on, records)).length > 0;
    expect(['2024-04-30', '2024-05-01', '2024-08-31', '2024-09-01'].map(isInEffect)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is not in effect if only one side recorded it, even twice', () => {
    expect(unwrap(membershipsOn('2024-05-01', [recordOf('town<state'), recordOf('town<state')]))).toEqual([]);
  });

  it('is returned once if a side recorded it twice', () => {
    expect(
      unwrap(membershipsOn('2024-05-01', [...bothRecordsOf('town<state'), ...bothRecordsOf('town<state')])),
    ).toEqual([{ memberId: 'town', networkId: 'state' }]);
  });
});
