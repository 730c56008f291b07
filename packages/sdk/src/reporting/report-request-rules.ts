import { day, fields, judgeInput, nullable } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { ReportRequestStatus } from './vocabulary.ts';

/** The days of a request for reports, `YYYY-MM-DD`. */
export interface ReportRequestDays {
  opensOn: string;
  dueOn: string;
  /** Null if the request is not closed. */
  closedOn: string | null;
}

const requestDays = fields<ReportRequestDays>({ opensOn: day, dueOn: day, closedOn: nullable(day) });

/** The status of a request for reports on a day. */
export function reportRequestStatus(request: ReportRequestDays, today: string): Outcome<ReportRequestStatus> {
  const malformed = judgeInput({ request, today }, { request: requestDays, today: day });
  if (malformed.length > 0) return refused(...malformed);
  if (request.closedOn !== null) return accepted('CLOSED');
  return accepted(today < request.opensOn ? 'SCHEDULED' : 'OPEN');
}

/**
 * Sets a later due day, and reopens the request if it was closed. A day that is not later than the present due day, or that has
 * passed, is `DATES_OUT_OF_ORDER`, because organizations rely on the due day.
 *
 * @example
 * const request = { opensOn: '2025-01-01', dueOn: '2025-01-31', closedOn: null };
 * extendReportRequest(request, { dueOn: '2025-02-14', today: '2025-02-01' });
 * // { ok: true, value: { dueOn: '2025-02-14', closedOn: null } }
 */
export function extendReportRequest(
  request: ReportRequestDays,
  extension: { dueOn: string; today: string },
): Outcome<{ dueOn: string; closedOn: null }> {
  const malformed = judgeInput(
    { request, extension },
    { request: requestDays, extension: fields<{ dueOn: string; today: string }>({ dueOn: day, today: day }) },
  );
  if (malformed.length > 0) return refused(...malformed);
  const { dueOn, today } = extension;
  if (dueOn > request.dueOn && dueOn >= today) return accepted({ dueOn, closedOn: null });
  const passed = dueOn < today ? `, and must not be before ${today}` : '';
  const message = `\`dueOn\` is ${dueOn} and must be later than the present due day ${request.dueOn}${passed}.`;
  return refused({ code: 'DATES_OUT_OF_ORDER', path: ['dueOn'], message });
}

/** Closes a request on a day. `ILLEGAL_TRANSITION` if it is closed. Reports are accepted afterward, too. */
export function closeReportRequest(request: ReportRequestDays, today: string): Outcome<{ closedOn: string }> {
  const malformed = judgeInput({ request, today }, { request: requestDays, today: day });
  if (malformed.length > 0) return refused(...malformed);
  if (request.closedOn === null) return accepted({ closedOn: today });
  const message = `This request was closed on ${request.closedOn}. To reopen it, extend it with \`extendReportRequest\`.`;
  return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
}
