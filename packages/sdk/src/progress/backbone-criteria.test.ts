import { describe, expect, it } from 'vitest';
import { backboneFunctions, leadQualities, readinessCriteria } from '../backbone/index.ts';
import {
  backboneSupport,
  functionsAssigned,
  leadershipAndCommunication,
  leadOrganization,
  readiness,
} from './backbone-criteria.ts';
import { judgmentOf, scoreOf, term } from './criterion.fixture.ts';

const everyFunction = backboneFunctions.codes.map(({ code }) => term('backbone-function', code));
const judgment = (quality: string, more: object = {}) => ({
  quality: term('lead-quality', quality),
  met: true,
  ...more,
});
const everyQuality = leadQualities.codes.map(({ code }) => judgment(code));
const lead = (more: object = {}) => ({
  id: 'lead',
  role: 'LEAD' as const,
  startedOn: '2025-08-31',
  functions: everyFunction,
  judgments: everyQuality,
  ...more,
});

describe('a lead organization', () => {
  const resultWith = (more: object) => judgmentOf(leadOrganization, { backboneAppointments: [lead(more)] });

  it('has no result without an appointment, or if a quality has not been judged', () => {
    expect(scoreOf(leadOrganization, {})[0]).toBe(null);
    expect(resultWith({ judgments: everyQuality.slice(1) })).toEqual({
      met: null,
      value: null,
      threshold: null,
      explanation: 'These qualities of the lead organization have not been judged: Credible.',
      remedy: 'Record a judgment of the lead organization, with evidence, on: Credible.',
      evidence: ['lead'],
    });
    const futureJudgment = [judgment('credibility', { judgedOn: '2025-09-01' }), ...everyQuality.slice(1)];
    expect(resultWith({ judgments: futureJudgment }).met).toBe(null);
    expect(
      resultWith({ judgments: [{ quality: term('site', 'credibility'), met: true }, ...everyQuality.slice(1)] }).met,
    ).toBe(null);
  });

  it('is met if it has every quality', () => {
    expect(resultWith({})).toMatchObject({ met: true, value: 3, threshold: 3, evidence: ['lead'] });
    expect(resultWith({ judgments: [judgment('engagement', { met: false })] })).toMatchObject({
      met: false,
      value: 0,
      explanation: 'The judgments confirm 0 of 3 qualities of the lead organization; not confirmed: Highly engaged.',
    });
  });

  it('is met if every judgment up to the date is positive', () => {
    const metWith = (...ratings: [met: boolean, judgedOn: string | null][]) => {
      const judgments = ratings.map(([met, judgedOn]) => judgment('credibility', { met, judgedOn }));
      return resultWith({ judgments: [...everyQuality.slice(1), ...judgments] }).met;
    };
    expect(metWith([true, '2024-01-01'], [true, null])).toBe(true);
    expect(metWith([false, '2024-01-01'], [true, '2025-01-01'])).toBe(false);
    expect(metWith([true, '2025-01-01'], [false, '2025-08-31'])).toBe(false);
    expect(metWith([true, '2025-01-01'], [false, '2025-09-01'])).toBe(true);
  });

  it('is not met if there is no lead organization on the date', () => {
    for (const more of [
      { role: 'SUPPORT' },
      { startedOn: '2025-09-01' },
      { startedOn: '2024-01-01', endedOn: '2025-08-30' },
    ]) {
      expect(resultWith(more)).toMatchObject({ met: false, value: 0, evidence: ['lead'] });
    }
    expect(resultWith({ startedOn: '2024-01-01', endedOn: '2025-08-31' }).met).toBe(true);
  });
});

describe('readiness', () => {
  const criteria = readinessCriteria.codes.map(({ code }) => ({ criterion: term('readiness-criterion', code) }));
  const assessment = (more: object = {}) => ({ id: 'assessment', assessedOn: '2025-08-31', criteria, ...more });

  it('has no result before the first assessment', () => {
    expect(scoreOf(readiness, { readinessAssessments: [assessment({ assessedOn: '2025-09-01' })] })[0]).toBe(null);
  });

  it('is met if every criterion was assessed, in one assessment or several', () => {
    expect(judgmentOf(readiness, { readinessAssessments: [assessment()] })).toMatchObject({
      met: true,
      value: 4,
      evidence: ['assessment'],
    });
    const parts = [
      assessment({ criteria: criteria.slice(0, 2) }),
      assessment({ id: 'later', criteria: criteria.slice(2) }),
    ];
    expect(scoreOf(readiness, { readinessAssessments: parts })).toEqual([true, '4 of 4']);
    expect(
      judgmentOf(readiness, { readinessAssessments: [assessment({ criteria: criteria.slice(0, 3) })] }),
    ).toMatchObject({
      met: false,
      value: 3,
      explanation: '3 of 4 readiness criteria were assessed; not assessed: Community dynamics.',
    });
  });
});

describe('backbone support', () => {
  it('has no result without an appointment', () => expect(scoreOf(backboneSupport, {})[0]).toBe(null));

  it('is met with a lead organization and every function assigned, to any organization', () => {
    expect(scoreOf(backboneSupport, { backboneAppointments: [lead()] })).toEqual([true, '7 of 7']);
    const support = lead({ id: 'support', role: 'SUPPORT', functions: everyFunction.slice(5) });
    const shared = [lead({ functions: everyFunction.slice(0, 5) }), support];
    expect(judgmentOf(backboneSupport, { backboneAppointments: shared })).toMatchObject({
      met: true,
      value: 7,
      evidence: ['lead', 'support'],
    });
    expect(judgmentOf(backboneSupport, { backboneAppointments: shared.slice(0, 1) })).toMatchObject({
      met: false,
      value: 6,
      explanation:
        'There is a lead organization, and 5 of 6 backbone functions are assigned; unassigned: Mobilize funding.',
    });
    expect(scoreOf(backboneSupport, { backboneAppointments: [lead({ role: 'SUPPORT' })] })).toEqual([false, '6 of 7']);
    expect(scoreOf(backboneSupport, { backboneAppointments: [lead({ startedOn: '2025-09-01' })] })).toEqual([
      false,
      '0 of 7',
    ]);
  });
});

describe('leadership and communication', () => {
  const workingGroups = [{ id: 'group', name: 'A group' }];

  it('has no result without an appointment, a working group and a communication plan', () =>
    expect(scoreOf(leadershipAndCommunication, {})[0]).toBe(null));

  it('is met with a lead organization, regular meetings and a communication in the year', () => {
    const meetings = ['2025-01-01', '2025-02-01'].map((heldOn) => ({
      id: `meeting_${heldOn}`,
      kind: term('meeting-kind', 'working'),
      workingGroupId: 'group',
      heldOn,
    }));
    const communicationEvents = [{ id: 'event', communicationPlanId: 'plan', happenedOn: '2024-09-01' }];
    const records = { backboneAppointments: [lead()], workingGroups, meetings, communicationEvents };
    expect(judgmentOf(leadershipAndCommunication, records)).toMatchObject({
      met: true,
      value: 3,
      threshold: 3,
      evidence: ['event', 'group', 'lead', 'meeting_2025-01-01', 'meeting_2025-02-01'],
    });
    const two = [false, '2 of 3'];
    expect(scoreOf(leadershipAndCommunication, { ...records, backboneAppointments: [] })).toEqual(two);
    expect(scoreOf(leadershipAndCommunication, { ...records, meetings: meetings.slice(1) })).toEqual(two);
    const earlier = [{ id: 'event', communicationPlanId: 'plan', happenedOn: '2024-08-31' }];
    expect(scoreOf(leadershipAndCommunication, { ...records, communicationEvents: earlier })).toEqual(two);
  });
});

describe('each backbone function', () => {
  it('has no result without an appointment', () => {
    for (const criterion of functionsAssigned) expect(scoreOf(criterion, {})[0]).toBe(null);
  });

  it('is met if it is assigned on the date', () => {
    expect(functionsAssigned).toHaveLength(6);
    for (const [at, criterion] of functionsAssigned.entries()) {
      const only = lead({ functions: everyFunction.slice(at, at + 1) });
      expect(judgmentOf(criterion, { backboneAppointments: [only] })).toMatchObject({
        met: true,
        value: 1,
        threshold: 1,
        evidence: ['lead'],
      });
      const others = lead({ functions: everyFunction.toSpliced(at, 1) });
      expect(judgmentOf(criterion, { backboneAppointments: [others] })).toMatchObject({
        met: false,
        value: 0,
        evidence: [],
      });
      expect(
        scoreOf(criterion, { backboneAppointments: [lead({ endedOn: '2025-08-30', startedOn: '2024-01-01' })] })[0],
      ).toBe(false);
    }
  });
});
