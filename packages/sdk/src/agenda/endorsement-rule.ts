import { judgeDateOrder } from '../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, eventDay, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { isAlwaysChangeable } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import { type AgendaStatus, agendaStatuses } from './agenda-life-cycle.ts';

/** The fields of an agenda that the rules for endorsements use. Dates are `YYYY-MM-DD`. */
export interface EndorsedAgenda {
  status: AgendaStatus;
  proposedOn: string | null;
  supersededOn: string | null;
}

const leavingOrganization = fields<{ leftOn: string | null }>({ leftOn: nullable(day) });
const endorsedAgenda = fields<EndorsedAgenda>({
  status: oneOf(agendaStatuses),
  proposedOn: nullable(day),
  supersededOn: nullable(day),
});
const endorsementOfAgenda = fields<{ endorsedOn: string; today: string; agenda: object; organization: object }>({
  endorsedOn: day,
  today: day,
  agenda: endorsedAgenda,
  organization: leavingOrganization,
});
const withdrawableEndorsement = fields<{ withdrawnOn: string | null }>({ withdrawnOn: nullable(day) });
const datedEndorsement = fields<{ endorsedOn: string; withdrawnOn: string | null }>({
  endorsedOn: day,
  withdrawnOn: nullable(day),
});

/**
 * Checks an endorsement of an agenda on a date. A draft cannot be endorsed, because it can still change
 * (`ILLEGAL_TRANSITION`). A date before the agenda was proposed, after it was superseded, or after the organization left is
 * `DATES_OUT_OF_ORDER`. A future date is `OUT_OF_RANGE`. An organization can endorse before it joins.
 */
export function judgeEndorsement(endorsement: {
  endorsedOn: string;
  /** The current date, `YYYY-MM-DD`. */
  today: string;
  agenda: EndorsedAgenda;
  organization: { leftOn: string | null };
}): Issue[] {
  const malformed = endorsementOfAgenda(endorsement, []);
  if (malformed.length > 0) return malformed;
  const { endorsedOn, today, agenda, organization } = endorsement;
  if (agenda.status === 'DRAFT') {
    const message = 'A common agenda in the status DRAFT cannot be endorsed. Propose it first.';
    return [{ code: 'ILLEGAL_TRANSITION', path: ['commonAgendaId'], message }];
  }
  const { proposedOn, supersededOn } = agenda;
  const { leftOn } = organization;
  return [
    ...judgeEventDay('endorsedOn', { on: endorsedOn, today }),
    ...(proposedOn !== null && endorsedOn < proposedOn
      ? [outOfOrder(`The common agenda was proposed on ${proposedOn}. Set \`endorsedOn\` to that date or later.`)]
      : []),
    ...(supersededOn !== null && endorsedOn > supersededOn
      ? [
          outOfOrder(
            `The common agenda was superseded on ${supersededOn}. Set \`endorsedOn\` to that date or earlier, or endorse a later version.`,
          ),
        ]
      : []),
    ...(leftOn !== null && endorsedOn > leftOn
      ? [outOfOrder(`The organization left on ${leftOn}. Set \`endorsedOn\` to that date or earlier.`)]
      : []),
  ];
}

/**
 * Checks the date on which an agenda is superseded, which is the date on which the next version is ratified. A date before
 * `latest` is `DATES_OUT_OF_ORDER`. `latest` is the last date on which the agenda was endorsed, withdrawn endorsements
 * included. It is null if there are no endorsements.
 */
export function judgeEndorsedBeforeSuperseding(supersededOn: string, latest: string | null): Issue[] {
  const malformed = judgeInput({ supersededOn, latest }, { supersededOn: day, latest: nullable(day) });
  if (malformed.length > 0) return malformed;
  if (latest === null || latest <= supersededOn) return [];
  const message = `The agenda in force was last endorsed on ${latest}. Set \`ratifiedOn\` to that date or later.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['ratifiedOn'], message }];
}

/**
 * Checks the date on which an organization leaves. A date before `latest` is `DATES_OUT_OF_ORDER`. `latest` is the last date
 * on which the organization endorsed an agenda, withdrawn endorsements included. It is null if there are no endorsements.
 */
export function judgeEndorsedBeforeLeaving(leftOn: string, latest: string | null): Issue[] {
  const malformed = judgeInput({ leftOn, latest }, { leftOn: day, latest: nullable(day) });
  if (malformed.length > 0) return malformed;
  if (latest === null || latest <= leftOn) return [];
  const message = `The organization last endorsed a common agenda on ${latest}. Set \`leftOn\` to that date or later.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['leftOn'], message }];
}

/**
 * Withdraws an endorsement on a date. A second withdrawal is an `ILLEGAL_TRANSITION`. A date before `endorsedOn` is
 * `DATES_OUT_OF_ORDER`, a future date `OUT_OF_RANGE`.
 */
export function withdrawEndorsement(
  endorsement: { endorsedOn: string; withdrawnOn: string | null },
  dates: EventDay,
): Outcome<{ withdrawnOn: string }> {
  const malformed = judgeInput({ endorsement, dates }, { endorsement: datedEndorsement, dates: eventDay });
  if (malformed.length > 0) return refused(...malformed);
  const { endorsedOn, withdrawnOn } = endorsement;
  if (withdrawnOn !== null) {
    const message = `The endorsement was already withdrawn on ${withdrawnOn} and cannot be withdrawn again.`;
    return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
  }
  const issues = [
    ...judgeDateOrder({ start: endorsedOn, end: dates.on, path: 'withdrawnOn' }),
    ...judgeEventDay('withdrawnOn', dates),
  ];
  return issues.length > 0 ? refused(...issues) : accepted({ withdrawnOn: dates.on });
}

/** Checks an update of these fields of an endorsement. Fields of a withdrawn endorsement are `IMMUTABLE`. */
export function judgeEndorsementChange(
  endorsement: { withdrawnOn: string | null },
  changed: readonly string[],
): Issue[] {
  const malformed = judgeInput({ endorsement, changed }, { endorsement: withdrawableEndorsement, changed: list(text) });
  if (malformed.length > 0) return malformed;
  const { withdrawnOn } = endorsement;
  if (withdrawnOn === null) return [];
  const message = `The endorsement was withdrawn on ${withdrawnOn} and cannot be changed, except for its \`visibility\`.`;
  return changed
    .filter((field) => !isAlwaysChangeable(field))
    .map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}

function outOfOrder(message: string): Issue {
  return { code: 'DATES_OUT_OF_ORDER', path: ['endorsedOn'], message };
}
