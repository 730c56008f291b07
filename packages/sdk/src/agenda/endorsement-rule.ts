import { judgeDateOrder } from '../shared/dates.ts';
import { type DayOfStep, judgeDayOfStep } from '../shared/day-of-step.ts';
import { day, dayOfStep, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { isAside } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import { type AgendaStatus, agendaStatuses } from './agenda-life-cycle.ts';

/** What an endorsement is judged by; dates are `YYYY-MM-DD`. */
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
const endedEndorsement = fields<{ withdrawnOn: string | null }>({ withdrawnOn: nullable(day) });
const givenEndorsement = fields<{ endorsedOn: string; withdrawnOn: string | null }>({
  endorsedOn: day,
  withdrawnOn: nullable(day),
});

/**
 * What is wrong with endorsing an agenda on a day. A draft can still change under the signature, `ILLEGAL_TRANSITION`; a
 * day before the agenda was proposed or after it was superseded, or after the organization left, is
 * `DATES_OUT_OF_ORDER`, one that is still to come `OUT_OF_RANGE`. An organization may sign before it takes part.
 */
export function judgeEndorsement(signature: {
  endorsedOn: string;
  /** The current day, `YYYY-MM-DD`. */
  today: string;
  agenda: EndorsedAgenda;
  organization: { leftOn: string | null };
}): Issue[] {
  const malformed = endorsementOfAgenda(signature, []);
  if (malformed.length > 0) return malformed;
  const { endorsedOn, today, agenda, organization } = signature;
  if (agenda.status === 'DRAFT') {
    const message = 'A DRAFT cannot be endorsed. Propose the common agenda first.';
    return [{ code: 'ILLEGAL_TRANSITION', path: ['commonAgendaId'], message }];
  }
  const { proposedOn, supersededOn } = agenda;
  const { leftOn } = organization;
  return [
    ...judgeDayOfStep('endorsedOn', { on: endorsedOn, today }),
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
 * What is wrong with superseding an agenda on a day: it was endorsed later (`latest` is the last day on which anybody did,
 * null where nobody did), `DATES_OUT_OF_ORDER` of the day on which the next version is ratified. An endorsement that was
 * withdrawn was given all the same.
 */
export function judgeEndorsedBeforeSuperseding(supersededOn: string, latest: string | null): Issue[] {
  const malformed = judgeInput({ supersededOn, latest }, { supersededOn: day, latest: nullable(day) });
  if (malformed.length > 0) return malformed;
  if (latest === null || latest <= supersededOn) return [];
  const message = `The agenda in force was last endorsed on ${latest}. Set \`ratifiedOn\` to that date or later.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['ratifiedOn'], message }];
}

/**
 * What is wrong with the day on which an organization left: it endorsed an agenda later (`latest` is the last day on which
 * it did, null where it never did), `DATES_OUT_OF_ORDER`. An endorsement that was withdrawn was given all the same.
 */
export function judgeEndorsedBeforeLeaving(leftOn: string, latest: string | null): Issue[] {
  const malformed = judgeInput({ leftOn, latest }, { leftOn: day, latest: nullable(day) });
  if (malformed.length > 0) return malformed;
  if (latest === null || latest <= leftOn) return [];
  const message = `The organization last endorsed a common agenda on ${latest}. Set \`leftOn\` to that date or later.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['leftOn'], message }];
}

/**
 * Takes an endorsement back on a day: once, else `ILLEGAL_TRANSITION`; a day before it was given is
 * `DATES_OUT_OF_ORDER`, one that is still to come `OUT_OF_RANGE`.
 */
export function withdrawEndorsement(
  endorsement: { endorsedOn: string; withdrawnOn: string | null },
  taken: DayOfStep,
): Outcome<{ withdrawnOn: string }> {
  const malformed = judgeInput({ endorsement, taken }, { endorsement: givenEndorsement, taken: dayOfStep });
  if (malformed.length > 0) return refused(...malformed);
  const { endorsedOn, withdrawnOn } = endorsement;
  if (withdrawnOn !== null) {
    const message = `The endorsement was already withdrawn on ${withdrawnOn}.`;
    return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
  }
  const issues = [
    ...judgeDateOrder({ start: endorsedOn, end: taken.on, path: 'withdrawnOn' }),
    ...judgeDayOfStep('withdrawnOn', taken),
  ];
  return issues.length > 0 ? refused(...issues) : accepted({ withdrawnOn: taken.on });
}

/** What is wrong with changing these fields of an endorsement: one that was withdrawn is history, `IMMUTABLE`. */
export function judgeEndorsementChange(
  endorsement: { withdrawnOn: string | null },
  changed: readonly string[],
): Issue[] {
  const malformed = judgeInput({ endorsement, changed }, { endorsement: endedEndorsement, changed: list(text) });
  if (malformed.length > 0) return malformed;
  const { withdrawnOn } = endorsement;
  if (withdrawnOn === null) return [];
  const message = `The endorsement was withdrawn on ${withdrawnOn} and cannot be changed.`;
  return changed.filter((field) => !isAside(field)).map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}

function outOfOrder(message: string): Issue {
  return { code: 'DATES_OUT_OF_ORDER', path: ['endorsedOn'], message };
}
