import { day, fields, judgeInput, list, nullable, oneOf, text } from '../../shared/input.ts';
import { compareDecimals, sumDecimals } from '../../shared/numbers/decimal.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { Funding } from './funding.ts';
import { fundingStatuses } from './funding-life-cycle.ts';

/** The fields of funding that the rules for awards and sub-awards use. */
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
 * Checks a sub-award against its award and the other sub-awards of the award. The award cannot be declined (`INVALID`), the
 * currencies must be equal (`INVALID`), known dates must be within the period of the award (`DATES_OUT_OF_ORDER`), and the
 * sub-awards cannot exceed the award in total (`OUT_OF_RANGE`). Declined sub-awards are excluded from the total.
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
    issues.push({
      code: 'INVALID',
      path: ['awardId'],
      message: 'The award was declined and cannot have sub-awards. Choose another award.',
    });
  }
  if (part.currency !== award.currency) {
    issues.push({
      code: 'INVALID',
      path: ['currency'],
      message: `"${part.currency}" is not the currency of the award. Use ${award.currency}.`,
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
 * Checks an award that changes against its sub-awards, by the same rules as {@link judgeSubAward}. The paths of the issues
 * are fields of the award.
 */
export function judgeAward(award: AwardedFunding, subAwards: readonly AwardedFunding[]): Issue[] {
  const malformed = judgeInput({ award, subAwards }, { award: awardedFunding, subAwards: list(awardedFunding) });
  if (malformed.length > 0) return malformed;
  const parts = subAwards.filter(isPassedOn);
  const issues: Issue[] = [];
  if (parts.some(({ currency }) => currency !== award.currency)) {
    issues.push({
      code: 'INVALID',
      path: ['currency'],
      message: `"${award.currency}" is not the currency of the sub-awards. Keep the currency of the award.`,
    });
  }
  if (parts.some((part) => daysOf(part).some((day) => isBefore(day, award.startsOn)))) {
    issues.push(
      outside('startsOn', `A sub-award starts or ends before ${award.startsOn}. Set an earlier \`startsOn\`.`),
    );
  }
  if (parts.some((part) => daysOf(part).some((day) => isBefore(award.endsOn, day)))) {
    issues.push(outside('endsOn', `A sub-award starts or ends after ${award.endsOn}. Set a later \`endsOn\`.`));
  }
  return [...issues, ...judgeSum(award, parts)];
}

/** Checks that an award can be declined: it cannot while it has a sub-award that is not declined (`ILLEGAL_TRANSITION`). */
export function judgeDecline(subAwards: readonly AwardedFunding[]): Issue[] {
  const malformed = judgeInput({ subAwards }, { subAwards: list(awardedFunding) });
  if (malformed.length > 0) return malformed;
  if (!subAwards.some(isPassedOn)) return [];
  const message = 'The award has sub-awards. Decline its sub-awards first.';
  return [{ code: 'ILLEGAL_TRANSITION', path: ['id'], message }];
}

/** Checks that a date of a sub-award is within the known period of its award. */
function judgeDay(
  field: 'startsOn' | 'endsOn',
  { part, award }: { part: AwardedFunding; award: AwardedFunding },
): Issue[] {
  const day = part[field];
  if (isBefore(day, award.startsOn)) {
    return [
      outside(
        field,
        `${day} is before the award starts (${award.startsOn}). Choose a date within the period of the award.`,
      ),
    ];
  }
  if (isBefore(award.endsOn, day))
    return [
      outside(field, `${day} is after the award ends (${award.endsOn}). Choose a date within the period of the award.`),
    ];
  return [];
}

function daysOf({ startsOn, endsOn }: AwardedFunding): (string | null)[] {
  return [startsOn, endsOn];
}

function judgeSum(award: AwardedFunding, parts: AwardedFunding[]): Issue[] {
  const sum = sumDecimals(parts.filter(isPassedOn).map(({ amount }) => amount));
  if (compareDecimals(sum, award.amount) <= 0) return [];
  const message = `The sub-awards total ${sum} ${award.currency}. The total cannot exceed the award of ${award.amount}.`;
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
