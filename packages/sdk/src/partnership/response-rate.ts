import { fields, judgeInput, list, nullable, optional, text } from '../shared/input.ts';
import { divideDecimals } from '../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { type MeasureChange, measureChange } from './measure-change.ts';

/** The fields of a survey wave from which its response rate is computed. */
export interface AnsweredWave {
  /** Ids of the organizations that were invited. Null if they are unknown. */
  invitedOrganizationIds?: readonly string[] | null;
  responses: readonly { organizationId: string }[];
}

const answeredWave = fields<AnsweredWave>({
  invitedOrganizationIds: optional(list(text)),
  responses: list(fields<{ organizationId: string }>({ organizationId: text })),
});

const scale = 6;

/**
 * Response rate of a survey wave: organizations that responded ÷ organizations that were invited, 0 to 1, as a decimal that is
 * rounded to 6 decimal places. Null if no organization was invited, or if the invited organizations are unknown.
 *
 * @see AAPOR 2023, Standard definitions: final dispositions of case codes and outcome rates for surveys
 * @example
 * const wave = { invitedOrganizationIds: ['library', 'museum', 'school'], responses: [{ organizationId: 'museum' }] };
 * unwrap(responseRate(wave)); // '0.333333'
 */
export function responseRate(wave: AnsweredWave): Outcome<string | null> {
  const malformed = judgeInput({ wave }, { wave: answeredWave });
  if (malformed.length > 0) return refused(...malformed);
  return accepted(rateOf(wave));
}

/** The response rates of two survey waves, and their difference. Null means an unknown wave. */
export function responseRateChange(before: AnsweredWave | null, after: AnsweredWave | null): Outcome<MeasureChange> {
  const malformed = judgeInput({ before, after }, { before: nullable(answeredWave), after: nullable(answeredWave) });
  if (malformed.length > 0) return refused(...malformed);
  return accepted(measureChange(before && rateOf(before), after && rateOf(after)));
}

function rateOf({ invitedOrganizationIds, responses }: AnsweredWave): string | null {
  if (invitedOrganizationIds == null) return null;
  const answered = new Set(responses.map(({ organizationId }) => organizationId));
  const invited = new Set(invitedOrganizationIds);
  return divideDecimals(String(invited.intersection(answered).size), { by: String(invited.size), scale }) ?? null;
}
