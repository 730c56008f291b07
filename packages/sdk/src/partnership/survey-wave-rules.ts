import { judgeDateOrder } from '../shared/dates/dates.ts';
import { judgeEventDay } from '../shared/dates/event-day.ts';
import { day, fields, judgeInput, list, nullable, optional, text } from '../shared/input.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import { judgeRepeatedReferences } from '../shared/repeated-references.ts';

/** The fields of a survey wave that its rules use. Dates are `YYYY-MM-DD`. */
export interface SurveyWaveState {
  opensOn: string | null;
  closesOn: string | null;
  /** Ids of the organizations that were invited. Null if they are unknown. */
  invitedOrganizationIds: readonly string[] | null;
  responses: readonly { organizationId: string; respondedOn: string | null }[];
}

const responseOfWave = fields<SurveyWaveState['responses'][number]>({
  organizationId: text,
  respondedOn: optional(day),
});
const surveyWaveState = fields<SurveyWaveState>({
  opensOn: nullable(day),
  closesOn: nullable(day),
  invitedOrganizationIds: nullable(list(text)),
  responses: list(responseOfWave),
});
const surveyResponse = fields<{ organizationId: string; respondedOn: string; today: string }>({
  organizationId: text,
  respondedOn: day,
  today: day,
});
const ratingOfWave = fields<{ raterId: string; ratedOn: string | null }>({ raterId: text, ratedOn: nullable(day) });

/**
 * Checks a survey wave. It must not close before it opens (`DATES_OUT_OF_ORDER`). An organization that is listed twice is
 * `DUPLICATE`. Each response must come from an invited organization (`INVALID`), unless the invited organizations are
 * unknown, and must have a day on which the wave is open (`DATES_OUT_OF_ORDER`).
 */
export function judgeSurveyWave(wave: SurveyWaveState): Issue[] {
  const { opensOn, closesOn, invitedOrganizationIds, responses } = wave;
  const respondents = responses.map(({ organizationId }) => organizationId);
  return [
    ...judgeDateOrder({ start: opensOn, end: closesOn, path: 'closesOn' }),
    ...judgeRepeatedReferences(invitedOrganizationIds ?? [], {
      noun: 'organization',
      pathOf: (at) => ['invitedOrganizationIds', at],
    }),
    ...judgeRepeatedReferences(respondents, {
      noun: 'organization',
      pathOf: (at) => ['responses', at, 'organizationId'],
    }),
    ...responses.flatMap(({ organizationId, respondedOn }, index) => [
      ...judgeInvited(organizationId, { wave, path: ['responses', String(index), 'organizationId'] }),
      ...judgeWhileOpen(respondedOn, { wave, path: ['responses', String(index), 'respondedOn'] }),
    ]),
  ];
}

/**
 * Records the response of an organization, and returns the responses of the wave. The organization must be invited
 * (`INVALID`) and responds once (`DUPLICATE`). The day must not be in the future (`OUT_OF_RANGE`), and the wave must be open
 * on it (`DATES_OUT_OF_ORDER`).
 *
 * @example
 * const wave = { opensOn: '2025-05-01', closesOn: null, invitedOrganizationIds: ['museum'], responses: [] };
 * const response = { organizationId: 'museum', respondedOn: '2025-05-15', today: '2025-06-01' };
 * unwrap(respondToSurveyWave(wave, response)).responses; // [{ organizationId: 'museum', respondedOn: '2025-05-15' }]
 */
export function respondToSurveyWave(
  wave: SurveyWaveState,
  response: { organizationId: string; respondedOn: string; today: string },
): Outcome<{ responses: { organizationId: string; respondedOn: string | null }[] }> {
  const malformed = judgeInput({ wave, response }, { wave: surveyWaveState, response: surveyResponse });
  if (malformed.length > 0) return refused(...malformed);
  const { organizationId, respondedOn, today } = response;
  const isRepeated = wave.responses.some((each) => each.organizationId === organizationId);
  const issues = [
    ...judgeInvited(organizationId, { wave, path: ['organizationId'] }),
    ...judgeEventDay('respondedOn', { on: respondedOn, today }),
    ...judgeWhileOpen(respondedOn, { wave, path: ['respondedOn'] }),
    ...(isRepeated ? [repeatedResponse] : []),
  ];
  if (issues.length > 0) return refused(...issues);
  return accepted({ responses: [...wave.responses, { organizationId, respondedOn }] });
}

/**
 * Checks a relationship rating against its survey wave. The rater must have responded to the wave (`INVALID`), and the wave must
 * be open on the day of the rating (`DATES_OUT_OF_ORDER`).
 */
export function judgeRatingOfWave(rating: { raterId: string; ratedOn: string | null }, wave: SurveyWaveState): Issue[] {
  const malformed = judgeInput({ rating, wave }, { rating: ratingOfWave, wave: surveyWaveState });
  if (malformed.length > 0) return malformed;
  const { raterId, ratedOn } = rating;
  const hasResponded = wave.responses.some(({ organizationId }) => organizationId === raterId);
  return [...(hasResponded ? [] : [missingResponse]), ...judgeWhileOpen(ratedOn, { wave, path: ['ratedOn'] })];
}

/** Checks that a wave contains a response of each rater, and is open on the days of the ratings. */
export function judgeWaveOfRatings(
  wave: SurveyWaveState,
  ratings: readonly { raterId: string; ratedOn: string | null }[],
): Issue[] {
  const malformed = judgeInput({ wave, ratings }, { wave: surveyWaveState, ratings: list(ratingOfWave) });
  if (malformed.length > 0) return malformed;
  const respondents = new Set(wave.responses.map(({ organizationId }) => organizationId));
  const isRemoved = ratings.some(({ raterId }) => !respondents.has(raterId));
  const days = ratings.flatMap(({ ratedOn }) => ratedOn ?? []).sort();
  const [first = null, last = null] = [days.at(0), days.at(-1)];
  return [
    ...(isRemoved ? [ratedWithoutResponse] : []),
    ...judgeBound({ isAfter: isBefore(first, wave.opensOn), field: 'opensOn', day: first }),
    ...judgeBound({ isAfter: isBefore(wave.closesOn, last), field: 'closesOn', day: last }),
  ];
}

function judgeInvited(organizationId: string, at: { wave: SurveyWaveState; path: string[] }): Issue[] {
  const { invitedOrganizationIds } = at.wave;
  if (invitedOrganizationIds === null || invitedOrganizationIds.includes(organizationId)) return [];
  const message = 'This organization was not invited to the wave. Add it to `invitedOrganizationIds` first.';
  return [{ code: 'INVALID', path: at.path, message }];
}

function judgeWhileOpen(on: string | null, at: { wave: SurveyWaveState; path: string[] }): Issue[] {
  const { opensOn, closesOn } = at.wave;
  const field = at.path.at(-1);
  if (isBefore(on, opensOn)) {
    const message = `\`${field}\` is ${on}, and the wave opens on ${opensOn}. Correct one of the two dates.`;
    return [{ code: 'DATES_OUT_OF_ORDER', path: at.path, message }];
  }
  if (!isBefore(closesOn, on)) return [];
  const message = `\`${field}\` is ${on}, and the wave closes on ${closesOn}. Correct one of the two dates.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: at.path, message }];
}

function judgeBound(bound: { isAfter: boolean; field: 'opensOn' | 'closesOn'; day: string | null }): Issue[] {
  const { isAfter, field, day } = bound;
  if (!isAfter) return [];
  const limit = field === 'opensOn' ? 'earlier' : 'later';
  const message = `The wave has a rating dated ${day}. Set \`${field}\` to that date or ${limit}, or change the rating.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: [field], message }];
}

function isBefore(day: string | null, other: string | null): boolean {
  return day !== null && other !== null && day < other;
}

const repeatedResponse: Issue = {
  code: 'DUPLICATE',
  path: ['organizationId'],
  message: 'This organization has already responded to the wave. To correct the day, update `responses`.',
};

const missingResponse: Issue = {
  code: 'INVALID',
  path: ['raterId'],
  message: 'This organization has not responded to the wave. Record its response with respondToSurveyWave first.',
};

const ratedWithoutResponse: Issue = {
  code: 'INVALID',
  path: ['responses'],
  message: '`responses` must include each organization with a rating in this wave. Add the missing organizations.',
};
