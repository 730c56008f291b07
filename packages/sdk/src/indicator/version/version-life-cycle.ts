import { judgeDateOrder } from '../../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../../shared/dates/event-day.ts';
import { count, day, eventDay, fields, judgeInput, nullable, oneOf, optional } from '../../shared/input.ts';
import { lifeCycle } from '../../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../../shared/outcome.ts';
import { type IndicatorVersionStatus, indicatorVersionStatuses } from '../vocabulary.ts';

/**
 * The life cycle of an indicator version. It is adopted after it was discussed. From then on, its definition and
 * dimensions cannot be changed. An import adopts versions as they were published, without a discussion. An indicator
 * has at most one adopted version: adopting another one retires it. A retired version is no longer used, and its
 * figures remain.
 *
 * @see STEM Learning Ecosystems, Strategy One: discuss and adopt shared measurements
 */
export const versionLife = lifeCycle({
  noun: 'indicator version',
  statuses: indicatorVersionStatuses,
  transitions: {
    discuss: { done: 'discussed', from: ['DRAFT'], to: 'DISCUSSED' },
    adopt: {
      done: 'adopted',
      from: ['DISCUSSED'],
      to: 'ADOPTED',
      remedies: {
        DRAFT: 'Open the discussion with discussIndicatorVersion, and record statements with createDiscussionEntry.',
      },
    },
    retire: { done: 'retired', from: ['ADOPTED'], to: 'RETIRED' },
  },
  open: ['DRAFT', 'DISCUSSED'],
  closed: 'cannot be changed. Create a new version.',
});

/** Requires the status of a version. */
export const versionOfStatus = fields<{ status: IndicatorVersionStatus }>({ status: oneOf(indicatorVersionStatuses) });

const numberedVersion = fields<{ number: number }>({ number: count });
const reportedVersion = fields<{ status: IndicatorVersionStatus; replacedFrom: string | null }>({
  status: oneOf(indicatorVersionStatuses),
  replacedFrom: nullable(day),
});

/**
 * The number and status of the next version of an indicator: a draft, numbered one higher than the latest, or 1 if `latest` is
 * undefined.
 */
export function draftVersion(latest: { number: number } | undefined): Outcome<{
  number: number;
  status: IndicatorVersionStatus;
  adoptedOn: null;
  retiredOn: null;
}> {
  const malformed = judgeInput({ latest }, { latest: optional(numberedVersion) });
  if (malformed.length > 0) return refused(...malformed);
  const number = (latest?.number ?? 0) + 1;
  return accepted({ number, status: versionLife.initial, adoptedOn: null, retiredOn: null });
}

const datedVersion = fields<{ status: IndicatorVersionStatus; adoptedOn: string | null }>({
  status: oneOf(indicatorVersionStatuses),
  adoptedOn: nullable(day),
});

/**
 * Retires an adopted version on a date. Returns `ILLEGAL_TRANSITION` if it is not adopted, and at `field`, `OUT_OF_RANGE` for a
 * future date and `DATES_OUT_OF_ORDER` for a date before the adoption. The field is that of the command: `adoptedOn` if the
 * adoption of another version retires this one.
 */
export function retireVersion(
  version: { status: IndicatorVersionStatus; adoptedOn: string | null },
  dates: EventDay & { field?: 'retiredOn' | 'adoptedOn' },
): Outcome<{ status: IndicatorVersionStatus; retiredOn: string }> {
  const malformed = judgeInput({ version, dates }, { version: datedVersion, dates: eventDay });
  if (malformed.length > 0) return refused(...malformed);
  const { on, today, field = 'retiredOn' } = dates;
  const retired = versionLife.transition(version, 'retire');
  if (!retired.ok) return retired;
  const issues = [
    ...judgeEventDay(field, { on, today }),
    ...judgeDateOrder({ start: version.adoptedOn, end: on, path: field }),
  ];
  return issues.length > 0 ? refused(...issues) : accepted({ ...retired.value, retiredOn: on });
}

/**
 * Returns an `ILLEGAL_TRANSITION` issue unless a report for a period (its first day) can be created for a version. The
 * version must be adopted, or retired and replaced by a version that takes effect after the period begins
 * (`replacedFrom`, the later version's `effectiveFrom`). Null means that no such day is known. Existing reports can be
 * changed and submitted whatever the status of their version.
 */
export function judgeReportable(
  version: { status: IndicatorVersionStatus; replacedFrom: string | null },
  periodStart: string,
): Issue[] {
  const malformed = judgeInput({ version, periodStart }, { version: reportedVersion, periodStart: day });
  if (malformed.length > 0) return malformed;
  const { status, replacedFrom } = version;
  const precedesReplacement = status === 'RETIRED' && replacedFrom !== null && periodStart < replacedFrom;
  if (status === 'ADOPTED' || precedesReplacement) return [];
  const until = replacedFrom === null ? '' : `, or for this version if the period begins before ${replacedFrom}`;
  const message = `This indicator version is ${status}. Report for a version that is ADOPTED${until}.`;
  return [{ code: 'ILLEGAL_TRANSITION', path: ['indicatorVersionId'], message }];
}
