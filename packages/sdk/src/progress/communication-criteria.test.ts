import { describe, expect, it } from 'vitest';
import {
  communicationsStrategy,
  continuousCommunication,
  reflectionAndPeerLearning,
} from './communication-criteria.ts';
import { judgmentOf, scoreOf, term } from './criterion.fixture.ts';

let meetings = 0;
const meeting = (heldOn: string | null, more: object = {}) => {
  meetings += 1;
  return { id: `meeting_${meetings}`, kind: term('meeting-kind', 'working'), workingGroupId: 'group', heldOn, ...more };
};

describe('continuous communication', () => {
  const group = (id: string, more: object = {}) => ({ id, name: `Group ${id}`, ...more });

  it('has no result if no working group is active', () => {
    expect(scoreOf(continuousCommunication, {})[0]).toBe(null);
    expect(scoreOf(continuousCommunication, { workingGroups: [group('group', { endedOn: '2025-08-30' })] })[0]).toBe(
      null,
    );
  });

  it('is met if each group met twice within a year', () => {
    const resultWith = (...days: (string | null)[]) =>
      judgmentOf(continuousCommunication, {
        workingGroups: [group('group')],
        meetings: days.map((day) => meeting(day)),
      });
    expect(resultWith('2024-09-01', '2025-08-31')).toMatchObject({ met: true, value: 1, threshold: 1 });
    expect(resultWith('2024-08-31', '2025-08-31')).toMatchObject({ met: false, value: 0 });
    expect(resultWith('2025-08-31', '2025-09-01', null)).toMatchObject({ met: false, value: 0 });
  });

  it('uses the cadence of each group', () => {
    const resultWith = (days: (string | null)[], more: object = {}) =>
      judgmentOf(continuousCommunication, {
        workingGroups: [group('group', { cadence: 'P1M', ...more })],
        meetings: days.map((day) => meeting(day)),
      });
    // The intervals begin on the first of each month, from September 2024 on.
    const eachMonth = ['09', '10', '11', '12'].map((month) => `2024-${month}-15`);
    const summer = ['01', '02', '03', '04', '05'].map((month) => `2025-${month}-15`);
    expect(resultWith([...eachMonth, ...summer])).toMatchObject({ met: true });
    expect(resultWith([...eachMonth, ...summer.slice(1), '2025-05-16'])).toMatchObject({
      met: false,
      explanation:
        '0 of 1 working group met as often as required in the year up to 2025-08-31; not enough meetings: Group group (8 of 12).',
      remedy: 'Hold and record meetings of these working groups: Group group (8 of 12).',
    });
    expect(resultWith(['2025-08-01', '2025-08-31'])).toMatchObject({ met: false });
    expect(resultWith([], { startedOn: '2025-08-15' })).toMatchObject({
      met: null,
      explanation: 'No active working group has completed an interval of its cadence.',
    });
    // July, in which the group started, is over without a meeting since the start. Only August counts.
    expect(resultWith(['2025-08-01'], { startedOn: '2025-07-15' })).toMatchObject({ met: true, value: 1 });
  });

  it('counts a month once it is over, and earlier if the group met', () => {
    const months = Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, '0')}-01`);
    const countOn = (on: string, days: string[]) => {
      const records = {
        on,
        workingGroups: [group('group', { cadence: 'P1M' })],
        meetings: days.map((day) => meeting(day)),
      };
      const { met, evidence } = judgmentOf(continuousCommunication, records);
      return [met, evidence.length - 1];
    };
    expect(countOn('2024-12-31', months)).toEqual([true, 12]);
    expect(countOn('2025-01-01', months)).toEqual([true, 12]);
    expect(countOn('2025-01-01', [...months, '2025-01-01'])).toEqual([true, 12]);
    expect(countOn('2025-03-31', months)).toEqual([true, 9]);
    expect(countOn('2025-04-29', months)).toEqual([true, 9]);
    expect(countOn('2025-04-30', months)).toEqual([false, -1]);
  });

  it('applies to every group, and names the groups that did not meet', () => {
    const records = {
      workingGroups: [group('group'), group('other')],
      meetings: [meeting('2025-01-01'), meeting('2025-02-01'), meeting('2025-03-01', { workingGroupId: null })],
    };
    expect(judgmentOf(continuousCommunication, records)).toMatchObject({
      met: false,
      value: 1,
      threshold: 2,
      explanation:
        '1 of 2 working groups met as often as required in the year up to 2025-08-31; not enough meetings: Group other (0 of 2).',
      evidence: ['group', ...records.meetings.slice(0, 2).map(({ id }) => id)].sort(),
    });
  });
});

describe('a communications strategy', () => {
  const plan = (id: string, more: object = {}) => ({ id, audience: `Audience of ${id}`, ...more });
  const event = (communicationPlanId: string, happenedOn = '2025-08-31') => ({
    id: `event_${communicationPlanId}`,
    communicationPlanId,
    happenedOn,
  });

  it('has no result if no plan has begun', () => {
    expect(scoreOf(communicationsStrategy, { communicationPlans: [plan('a', { startsOn: '2025-09-01' })] })[0]).toBe(
      null,
    );
    expect(scoreOf(communicationsStrategy, { communicationPlans: [plan('a', { endsOn: '2025-08-30' })] })[0]).toBe(
      null,
    );
  });

  it('is met if every plan that has begun was carried out', () => {
    const communicationPlans = [plan('a'), plan('b', { startsOn: '2025-08-31' })];
    expect(
      judgmentOf(communicationsStrategy, { communicationPlans, communicationEvents: [event('a'), event('b')] }),
    ).toMatchObject({
      met: true,
      value: 2,
      evidence: ['a', 'b', 'event_a', 'event_b'],
    });
    expect(
      judgmentOf(communicationsStrategy, {
        communicationPlans,
        communicationEvents: [event('a'), event('b', '2025-09-01')],
      }),
    ).toMatchObject({
      met: false,
      value: 1,
      explanation:
        '1 of 2 communication plans was carried out as often as required in the year up to 2025-08-31; not often enough: Audience of b (0 of 1).',
      evidence: ['a', 'b', 'event_a'],
    });
  });
});

describe('the cadence of a communication plan', () => {
  it('must be kept by the events of the year', () => {
    const metWith = (...days: string[]) =>
      scoreOf(communicationsStrategy, {
        communicationPlans: [{ id: 'plan', audience: 'Families', cadence: 'P3M' }],
        communicationEvents: days.map((happenedOn, at) => ({
          id: `event_${at}`,
          communicationPlanId: 'plan',
          happenedOn,
        })),
      })[0];
    // Four calendar quarters up to June 2025 are over. The running quarter counts only with an event.
    expect(metWith('2024-09-30', '2024-10-01', '2025-03-31')).toBe(true);
    expect(metWith('2024-10-01', '2024-12-31', '2025-03-31')).toBe(false);
    expect(metWith('2024-10-01', '2025-03-31', '2025-07-01')).toBe(true);
  });
});

describe('reflection and peer learning', () => {
  const reflection = meeting('2025-08-31', { kind: term('meeting-kind', 'reflection') });
  const peerLearning = meeting('2024-09-01', { kind: term('meeting-kind', 'peer-learning') });

  it('have no result if no meeting was held within a year', () => {
    expect(judgmentOf(reflectionAndPeerLearning, { meetings: [meeting('2024-08-31'), meeting(null)] })).toMatchObject({
      met: null,
      explanation: 'No meeting was held in the year up to 2025-08-31.',
    });
  });

  it('are met if a meeting of each kind was held', () => {
    expect(
      judgmentOf(reflectionAndPeerLearning, { meetings: [reflection, peerLearning, meeting('2025-01-01')] }),
    ).toMatchObject({
      met: true,
      value: 2,
      evidence: [reflection.id, peerLearning.id].sort(),
    });
    expect(scoreOf(reflectionAndPeerLearning, { meetings: [meeting('2025-01-01')] })).toEqual([false, '0 of 2']);
    const customKind = meeting('2025-08-31', { kind: term('site', 'peer-learning') });
    expect(scoreOf(reflectionAndPeerLearning, { meetings: [reflection, customKind] })).toEqual([false, '1 of 2']);
    expect(
      scoreOf(reflectionAndPeerLearning, { meetings: [reflection, { ...peerLearning, heldOn: '2024-08-31' }] }),
    ).toEqual([false, '1 of 2']);
  });
});
