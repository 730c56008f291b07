import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { responseRate, responseRateChange } from './response-rate.ts';
import { surveyWave } from './survey-wave.ts';
import { judgeWaveBoundary } from './survey-wave-boundary.ts';
import {
  judgeRatingOfWave,
  judgeWaveOfRatings,
  respondToSurveyWave,
  type SurveyWaveState,
} from './survey-wave-rules.ts';

const response = (organizationId: string, respondedOn: string | null = null) => ({ organizationId, respondedOn });
const wave = (more: Partial<SurveyWaveState> = {}): SurveyWaveState => ({
  opensOn: '2025-05-01',
  closesOn: '2025-05-31',
  invitedOrganizationIds: ['library', 'museum', 'school'],
  responses: [response('museum', '2025-05-15')],
  ...more,
});
const judged = (more: Partial<SurveyWaveState>) =>
  surveyWave.judge(wave(more) as never).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a survey wave', () => {
  it('accepts the response of an invited organization on each day on which it is open', () => {
    const responses = [response('museum', '2025-05-01'), response('school', '2025-05-31'), response('library')];
    expect(judged({ responses })).toEqual([]);
    expect(judged({ responses, opensOn: null, closesOn: null })).toEqual([]);
  });

  it.each([
    ['closes before it opens', { opensOn: '2025-06-01', responses: [] }, 'DATES_OUT_OF_ORDER closesOn'],
    [
      'invites an organization twice',
      { invitedOrganizationIds: ['museum', 'museum'] },
      'DUPLICATE invitedOrganizationIds.1',
    ],
    [
      'lists two responses of an organization',
      { responses: [response('museum'), response('museum')] },
      'DUPLICATE responses.1.organizationId',
    ],
    [
      'has a response from an organization that was not invited',
      { responses: [response('families')] },
      'INVALID responses.0.organizationId',
    ],
    [
      'has a response before it opens',
      { responses: [response('museum', '2025-04-30')] },
      'DATES_OUT_OF_ORDER responses.0.respondedOn',
    ],
    [
      'has a response after it closes',
      { responses: [response('museum', '2025-06-01')] },
      'DATES_OUT_OF_ORDER responses.0.respondedOn',
    ],
  ])('is rejected if it %s', (_case, more, issue) => {
    expect(judged(more)).toEqual([issue]);
  });

  it('accepts any response if it is not known which organizations were invited', () => {
    expect(judged({ invitedOrganizationIds: null, responses: [response('families')] })).toEqual([]);
  });
});

describe('respondToSurveyWave', () => {
  const answered = (more: object) =>
    respondToSurveyWave(wave(), { organizationId: 'school', respondedOn: '2025-05-20', today: '2025-05-25', ...more });
  const issues = (more: object) => {
    const outcome = answered(more);
    return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
  };

  it('adds the response to those of the wave', () => {
    expect(unwrap(answered({})).responses).toEqual([
      response('museum', '2025-05-15'),
      response('school', '2025-05-20'),
    ]);
  });

  it('rejects an organization that was not invited or has responded, and a day outside the wave or in the future', () => {
    expect(issues({ organizationId: 'families' })).toEqual(['INVALID organizationId']);
    expect(issues({ organizationId: 'museum' })).toEqual(['DUPLICATE organizationId']);
    expect(issues({ respondedOn: '2025-04-30' })).toEqual(['DATES_OUT_OF_ORDER respondedOn']);
    expect(issues({ respondedOn: '2025-05-26' })).toEqual(['OUT_OF_RANGE respondedOn']);
    expect(issues({ respondedOn: '2025-06-01', today: '2025-06-02' })).toEqual(['DATES_OUT_OF_ORDER respondedOn']);
  });
});

describe('a rating of a wave', () => {
  it('is given by an organization that responded, on a day on which the wave is open', () => {
    const issues = (raterId: string, ratedOn: string | null) =>
      judgeRatingOfWave({ raterId, ratedOn }, wave()).map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(issues('museum', '2025-05-16')).toEqual([]);
    expect(issues('museum', null)).toEqual([]);
    expect(issues('school', null)).toEqual(['INVALID raterId']);
    expect(issues('museum', '2025-06-01')).toEqual(['DATES_OUT_OF_ORDER ratedOn']);
  });

  it('keeps the response of its rater, and the days around it', () => {
    const ratings = [
      { raterId: 'museum', ratedOn: '2025-05-15' },
      { raterId: 'museum', ratedOn: '2025-05-20' },
      { raterId: 'museum', ratedOn: null },
    ];
    const issues = (more: Partial<SurveyWaveState>) =>
      judgeWaveOfRatings(wave(more), ratings).map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(issues({ opensOn: '2025-05-15', closesOn: '2025-05-20' })).toEqual([]);
    expect(issues({ responses: [] })).toEqual(['INVALID responses']);
    expect(issues({ opensOn: '2025-05-16' })).toEqual(['DATES_OUT_OF_ORDER opensOn']);
    expect(issues({ closesOn: '2025-05-19' })).toEqual(['DATES_OUT_OF_ORDER closesOn']);
  });
});

describe('the boundary of a survey wave', () => {
  const memberships = [
    { memberId: 'town', networkId: 'state' },
    { memberId: 'state', networkId: 'nation' },
    { memberId: 'city', networkId: 'nation' },
  ];
  const outside = (waveOf: string, ...ecosystemIds: string[]) =>
    judgeWaveBoundary(
      {
        ecosystemId: waveOf,
        organizations: ecosystemIds.map((ecosystemId, at) => ({
          ecosystemId,
          path: ['invitedOrganizationIds', String(at)],
        })),
      },
      memberships,
    ).map(({ code, path }) => `${code} ${path.join('.')}`);

  it('includes the ecosystem of the wave, and the members of a network directly or through networks', () => {
    expect(outside('town', 'town')).toEqual([]);
    expect(outside('state', 'state', 'town')).toEqual([]);
    expect(outside('nation', 'town', 'city', 'state', 'nation')).toEqual([]);
  });

  it('excludes other ecosystems, also those that share a network with it', () => {
    expect(outside('state', 'town', 'city', 'nation')).toEqual([
      'OTHER_ECOSYSTEM invitedOrganizationIds.1',
      'OTHER_ECOSYSTEM invitedOrganizationIds.2',
    ]);
    expect(outside('town', 'city', 'state')).toEqual([
      'OTHER_ECOSYSTEM invitedOrganizationIds.0',
      'OTHER_ECOSYSTEM invitedOrganizationIds.1',
    ]);
  });
});

describe('responseRate', () => {
  it('divides the organizations that responded by those that were invited', () => {
    expect(unwrap(responseRate(wave()))).toBe('0.333333');
    expect(unwrap(responseRate(wave({ responses: [] })))).toBe('0');
    expect(unwrap(responseRate(wave({ responses: ['library', 'museum', 'school'].map((id) => response(id)) })))).toBe(
      '1',
    );
  });

  it('changes between two waves, unless it is unknown in one of them', () => {
    const [before, after] = [wave(), wave({ responses: [response('library'), response('museum')] })];
    expect(unwrap(responseRateChange(before, after))).toEqual({
      before: '0.333333',
      after: '0.666667',
      difference: '0.333334',
    });
    expect(unwrap(responseRateChange(null, after))).toEqual({ before: null, after: '0.666667', difference: null });
  });

  it('is null if no organization was invited, or if it is not known which ones were', () => {
    expect(unwrap(responseRate(wave({ invitedOrganizationIds: null })))).toBeNull();
    expect(unwrap(responseRate(wave({ invitedOrganizationIds: [], responses: [] })))).toBeNull();
  });
});
