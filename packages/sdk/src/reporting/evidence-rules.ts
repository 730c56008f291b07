import { judgeDateOrder } from '../shared/dates.ts';
import { type DayOfStep, judgeDayOfStep } from '../shared/day-of-step.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import type { Visibility } from '../shared/visibility.ts';
import type { ConsentStatus } from './vocabulary.ts';

/** What is known of the consent of the people that evidence tells of; days are `YYYY-MM-DD`. */
export interface Consent {
  consent: ConsentStatus;
  consentOn: string | null;
  consentRecordedBy: string | null;
  withdrawnOn: string | null;
}

/** What is wrong with evidence by itself: it tells of nothing, it says nothing, or of its consent nobody is known to know. */
export function judgeEvidence(
  evidence: Consent & { goalId: string | null; indicatorId: string | null; text: string | null; url: string | null },
): Issue[] {
  const issues: Issue[] = [];
  const required = (path: string, message: string) => issues.push({ code: 'REQUIRED', path: [path], message });
  const { goalId, indicatorId, text, url, consent, consentOn, consentRecordedBy } = evidence;
  if (goalId === null && indicatorId === null) required('goalId', 'set `goalId`, `indicatorId`, or both');
  if (text === null && url === null) required('text', 'set `text`, `url`, or both');
  if (consent !== 'NOT_GIVEN') {
    if (consentOn === null) required('consentOn', '`consentOn` is required if `consent` is GIVEN or NOT_NEEDED');
    if (consentRecordedBy === null)
      required(
        'consentRecordedBy',
        '`consentRecordedBy` is required if `consent` is GIVEN or NOT_NEEDED: use a role or name',
      );
  }
  return issues;
}

/** Evidence without consent is `RESTRICTED`: any other visibility is `INVALID`. */
export function judgeOpenness({ consent, visibility }: { consent: ConsentStatus; visibility: Visibility }): Issue[] {
  if (visibility === 'RESTRICTED' || consent === 'GIVEN' || consent === 'NOT_NEEDED') return [];
  const message = `\`consent\` is ${consent}: \`visibility\` must be RESTRICTED until consent is GIVEN or NOT_NEEDED`;
  return [{ code: 'INVALID', path: ['visibility'], message }];
}

/**
 * What comes of saying another consent, of evidence that had `before` (null at creation). Consent is withdrawn by a step of
 * its own, which also closes the evidence; once it is withdrawn, it can only be given anew, on the same or a later day.
 */
export function changeConsent(
  after: Pick<Consent, 'consent' | 'consentOn'>,
  before: Consent | null,
): Outcome<{ withdrawnOn: string | null }> {
  const wasWithdrawn = before?.consent === 'WITHDRAWN';
  if (after.consent === 'WITHDRAWN') {
    if (wasWithdrawn) return accepted({ withdrawnOn: before.withdrawnOn });
    const message = 'use withdrawEvidence to withdraw consent';
    return refused({ code: 'INVALID', path: ['consent'], message });
  }
  if (!wasWithdrawn) return accepted({ withdrawnOn: null });
  if (after.consent !== 'GIVEN') {
    const message = `consent was withdrawn on ${before.withdrawnOn}: \`consent\` can only change to GIVEN`;
    return refused({ code: 'INVALID', path: ['consent'], message });
  }
  const issues = judgeDateOrder({ start: before.withdrawnOn, end: after.consentOn, path: 'consentOn' });
  return issues.length > 0 ? refused(...issues) : accepted({ withdrawnOn: null });
}

/**
 * Takes consent back on a day: evidence that others could see is closed at the same moment. Only consent that was given,
 * or was said not to be needed, can be withdrawn, else `ILLEGAL_TRANSITION`; a day before it was given is
 * `DATES_OUT_OF_ORDER`, one that is still to come `OUT_OF_RANGE`.
 */
export function withdrawConsent(
  { consent, consentOn }: Pick<Consent, 'consent' | 'consentOn'>,
  withdrawal: DayOfStep & { recordedBy: string },
): Outcome<Omit<Consent, 'consentOn'> & { visibility: Visibility }> {
  if (consent !== 'GIVEN' && consent !== 'NOT_NEEDED') {
    const message = `\`consent\` is ${consent}: only consent that is GIVEN or NOT_NEEDED can be withdrawn`;
    return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
  }
  const { on, recordedBy } = withdrawal;
  const issues = [
    ...judgeDateOrder({ start: consentOn, end: on, path: 'withdrawnOn' }),
    ...judgeDayOfStep('withdrawnOn', withdrawal),
  ];
  if (issues.length > 0) return refused(...issues);
  return accepted({ consent: 'WITHDRAWN', consentRecordedBy: recordedBy, withdrawnOn: on, visibility: 'RESTRICTED' });
}
