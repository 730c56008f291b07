import { compareDecimals, sumDecimals } from '../shared/decimal.ts';
import { decimal } from '../shared/decimal-input.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import type { Funding } from './funding.ts';
import { fundingStatuses } from './funding-life-cycle.ts';

/** What the rules of awards and their sub-awards look at. */
export type AwardedFunding = Pick<Funding, 'amount' | 'currency' | 'status' | 'startsOn' | 'endsOn'>;

const awardedFunding = fields<AwardedFunding>({
  amount: decimal,
  currency: text,
  status: oneOf(fundingStatuses),
  startsOn: nullable(day),
  endsOn: nullable(day),
});
const awardWithOthers = fields<{ award: object; others: object }>({
  award: awardedFunding,
  others: list(awardedFunding),
});

/**
 * What is wrong with a sub-award beside its award and the award's other sub-awards: nothing of a declined award is passed
 * on (`INVALID`), it has the award's currency (`INVALID`), each of its days that is known lies within those of the award
 * that are known (`DATES_OUT_OF_ORDER`), and together the sub-awards are no more than the award (`OUT_OF_RANGE`). What was declined takes
 * nothing of the award.
 *
 * @example
 * const award = { amount: '100', currency: 'USD', status: 'RECEIVED', startsOn: null, endsOn: null };
 * judgeSubAward({ ...award, amount: '60' }, { award, others: [{ ...award, amount: '40' }] }); // []
 * judgeSubAward({ ...award, amount: '61' }, { award, others: [{ ...award, amount: '40' }] })[0].path; // ['amount']
 */
export function judgeSubAward(
  part: AwardedFunding,
  within: { award: AwardedFunding; others: readonly AwardedFunding[] },
): Issue[] {
  const malformed = judgeInput({ part, within }, { part: awardedFunding, within: awardWithOthers });
  if (malformed.length > 0) return malformed;
  const { award, others } = within;
  if (part.status === 'DECLINED') return [];
  const issues: Issue[] = [];
  if (award.status === 'DECLINED') {
    issues.push({ code: 'INVALID', path: ['awardId'], message: 'this award was declined: nothing of it is passed on' });
  }
  if (part.currency !== award.currency) {
    issues.push({
      code: 'INVALID',
      path: ['currency'],
      message: `its award is in ${award.currency}, and so is a part of it`,
    });
  }
  return [
    ...issues,
    ...judgeDay('startsOn', { part, award }),
    ...judgeDay('endsOn', { part, award }),
    ...judgeSum(award, [part, ...others]),
  ];
}

/**
 * What is wrong with an award beside its sub-awards, told of the award's own fields: the same rules as
 * {@link judgeSubAward}, for when the award changes.
 */
export function judgeAward(award: AwardedFunding, subAwards: readonly AwardedFunding[]): Issue[] {
  const malformed = judgeInput({ award, subAwards }, { award: awardedFunding, subAwards: list(awardedFunding) });
  if (malformed.length > 0) return malformed;
  const parts = subAwards.filter(isPassedOn);
  const issues: Issue[] = [];
  if (parts.some(({ currency }) => currency !== award.currency)) {
    issues.push({ code: 'INVALID', path: ['currency'], message: 'its sub-awards are in another currency' });
  }
  if (parts.some((part) => daysOf(part).some((day) => isBefore(day, award.startsOn)))) {
    issues.push(outside('startsOn', 'one of its sub-awards begins or ends before'));
  }
  if (parts.some((part) => daysOf(part).some((day) => isBefore(award.endsOn, day)))) {
    issues.push(outside('endsOn', 'one of its sub-awards begins or ends after'));
  }
  return [...issues, ...judgeSum(award, parts)];
}

/** What is wrong with declining an award: not while a part of it is passed on, `ILLEGAL_TRANSITION`. */
export function judgeDecline(subAwards: readonly AwardedFunding[]): Issue[] {
  const malformed = judgeInput({ subAwards }, { subAwards: list(awardedFunding) });
  if (malformed.length > 0) return malformed;
  if (!subAwards.some(isPassedOn)) return [];
  const message = 'parts of this award are passed on: decline its sub-awards first';
  return [{ code: 'ILLEGAL_TRANSITION', path: ['id'], message }];
}

/** What is wrong with a day of a part: it is before its award begins or after it ends, as far as they are known. */
function judgeDay(
  field: 'startsOn' | 'endsOn',
  { part, award }: { part: AwardedFunding; award: AwardedFunding },
): Issue[] {
  const day = part[field];
  if (isBefore(day, award.startsOn)) {
    return [outside(field, `its award begins on ${award.startsOn}: ${day} is before`)];
  }
  if (isBefore(award.endsOn, day)) return [outside(field, `its award ends on ${award.endsOn}: ${day} is after`)];
  return [];
}

function daysOf({ startsOn, endsOn }: AwardedFunding): (string | null)[] {
  return [startsOn, endsOn];
}

function judgeSum(award: AwardedFunding, parts: AwardedFunding[]): Issue[] {
  const sum = sumDecimals(parts.filter(isPassedOn).map(({ amount }) => amount));
  if (compareDecimals(sum, award.amount) <= 0) return [];
  const message = `the sub-awards come to ${sum} ${award.currency}, more than the award of ${award.amount}`;
  return [{ code: 'OUT_OF_RANGE', path: ['amount'], message }];
}

function isPassedOn({ status }: AwardedFunding): boolean {
  return status !== 'DECLINED';
}

function isBefore(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one < other;
}

function outside(field: string, message: string): Issue {
  return { code: 'DATES_OUT_OF_ORDER', path: [field], message };
}
