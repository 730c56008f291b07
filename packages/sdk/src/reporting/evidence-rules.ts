import { judgeDateOrder } from '../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, fields, judgeInput, nullable, oneOf, text } from '../shared/input.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import { type Visibility, visibilities } from '../shared/visibility.ts';
import { type ConsentStatus, consentStatuses } from './vocabulary.ts';

/** The recorded consent of the people whom evidence is about. Days are `YYYY-MM-DD`. */
export interface Consent {
  consent: ConsentStatus;
  consentOn: string | null;
  consentRecordedBy: string | null;
  withdrawnOn: string | null;
}

/** The consent of the people whom evidence is about, and its day. */
export type GivenConsent = Pick<Consent, 'consent' | 'consentOn'>;

const consentFields = { consent: oneOf(consentStatuses), consentOn: nullable(day) };
const givenConsent = fields<GivenConsent>(consentFields);
const recordedConsent = fields<Consent>({
  ...consentFields,
  consentRecordedBy: nullable(text),
  withdrawnOn: nullable(day),
});
const shownEvidence = fields<{ consent: ConsentStatus; visibility: Visibility }>({
  consent: oneOf(consentStatuses),
  visibility: oneOf(visibilities),
});
const withdrawalInput = fields<EventDay & { recordedBy: string }>({ on: day, today: day, recordedBy: text });

/**
 * `REQUIRED` issues of evidence: it needs a goal or an indicator, a text or a web address, and, unless consent is
 * `NOT_GIVEN`, the day of consent and the person who recorded it.
 */
export function judgeEvidence(
  evidence: Consent & { goalId: string | null; indicatorId: string | null; text: string | null; url: string | null },
): Issue[] {
  const issues: Issue[] = [];
  const required = (path: string, message: string) => issues.push({ code: 'REQUIRED', path: [path], message });
  const { goalId, indicatorId, text, url, consent, consentOn, consentRecordedBy } = evidence;
  if (goalId === null && indicatorId === null)
    required('goalId', '`goalId` or `indicatorId` is required. Set one of them, or both.');
  if (text === null && url === null) required('text', '`text` or `url` is required. Set one of them, or both.');
  if (consent !== 'NOT_GIVEN') {
    if (consentOn === null) required('consentOn', '`consentOn` is required unless `consent` is NOT_GIVEN.');
    if (consentRecordedBy === null)
      required(
        'consentRecordedBy',
        '`consentRecordedBy` is required unless `consent` is NOT_GIVEN. Use a role or name.',
      );
  }
  return issues;
}

/** Returns an `INVALID` issue unless evidence without consent is `RESTRICTED`. */
export function judgeOpenness(evidence: { consent: ConsentStatus; visibility: Visibility }): Issue[] {
  const malformed = judgeInput({ evidence }, { evidence: shownEvidence });
  if (malformed.length > 0) return malformed;
  const { consent, visibility } = evidence;
  if (visibility === 'RESTRICTED' || consent === 'GIVEN' || consent === 'NOT_NEEDED') return [];
  const message = `\`visibility\` must be RESTRICTED while \`consent\` is ${consent}.`;
  return [{ code: 'INVALID', path: ['visibility'], message }];
}

/**
 * Judges a change of consent. `before` is null when evidence is created. Consent cannot be set to `WITHDRAWN`: use
 * {@link withdrawConsent}, which also restricts the evidence. After a withdrawal, consent can only change to `GIVEN`,
 * on the same or a later day.
 */
export function changeConsent(after: GivenConsent, before: Consent | null): Outcome<{ withdrawnOn: string | null }> {
  const malformed = judgeInput({ after, before }, { after: givenConsent, before: nullable(recordedConsent) });
  if (malformed.length > 0) return refused(...malformed);
  const wasWithdrawn = before?.consent === 'WITHDRAWN';
  if (after.consent === 'WITHDRAWN') {
    if (wasWithdrawn) return accepted({ withdrawnOn: before.withdrawnOn });
    const message = '`consent` cannot be set to WITHDRAWN. Use withdrawEvidence to withdraw consent.';
    return refused({ code: 'INVALID', path: ['consent'], message });
  }
  if (!wasWithdrawn) return accepted({ withdrawnOn: null });
  if (after.consent !== 'GIVEN') {
    const message = `Consent was withdrawn on ${before.withdrawnOn}. \`consent\` can only change to GIVEN.`;
    return refused({ code: 'INVALID', path: ['consent'], message });
  }
  const issues = judgeDateOrder({ start: before.withdrawnOn, end: after.consentOn, path: 'consentOn' });
  return issues.length > 0 ? refused(...issues) : accepted({ withdrawnOn: null });
}

/**
 * Withdraws consent on a day, and restricts the evidence. Issues: `ILLEGAL_TRANSITION` unless consent is `GIVEN` or
 * `NOT_NEEDED`, `DATES_OUT_OF_ORDER` if the day is before the consent, `OUT_OF_RANGE` if the day is in the future.
 */
export function withdrawConsent(
  given: GivenConsent,
  withdrawal: EventDay & { recordedBy: string },
): Outcome<Omit<Consent, 'consentOn'> & { visibility: Visibility }> {
  const malformed = judgeInput({ given, withdrawal }, { given: givenConsent, withdrawal: withdrawalInput });
  if (malformed.length > 0) return refused(...malformed);
  const { consent, consentOn } = given;
  if (consent !== 'GIVEN' && consent !== 'NOT_NEEDED') {
    const message = `\`consent\` is ${consent}. Only consent that is GIVEN or NOT_NEEDED can be withdrawn.`;
    return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
  }
  const { on, recordedBy } = withdrawal;
  const issues = [
    ...judgeDateOrder({ start: consentOn, end: on, path: 'withdrawnOn' }),
    ...judgeEventDay('withdrawnOn', withdrawal),
  ];
  if (issues.length > 0) return refused(...issues);
  return accepted({ consent: 'WITHDRAWN', consentRecordedBy: recordedBy, withdrawnOn: on, visibility: 'RESTRICTED' });
}
