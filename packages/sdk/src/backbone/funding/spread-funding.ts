import { day, fields, oneOf, optional, text } from '../../shared/input.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { Funding } from './funding.ts';
import { fundingStatuses } from './funding-life-cycle.ts';
import { sharesOf } from './funding-shares.ts';
import type { DayPeriod } from './month-measure.ts';

/** The fields of funding that decide how much of it belongs to a month. */
export interface DatedFunding extends Pick<Funding, 'id' | 'amount' | 'currency' | 'status'> {
  awardId?: string | null;
  startsOn?: string | null;
  endsOn?: string | null;
  committedOn?: string | null;
  receivedOn?: string | null;
  declinedOn?: string | null;
}

/** Checks of {@link DatedFunding}. */
export const datedFunding = {
  id: text,
  amount: decimal,
  currency: text,
  status: oneOf(fundingStatuses),
  awardId: optional(text),
  startsOn: optional(day),
  endsOn: optional(day),
  committedOn: optional(day),
  receivedOn: optional(day),
  declinedOn: optional(day),
};

/** Checks {@link DatedFunding}. */
export const datedFundingCheck = fields<DatedFunding>(datedFunding);

/** An amount that is spread evenly over the months of a period. */
export interface SpreadAmount<Item> {
  record: Item;
  currency: string;
  amount: string;
  period: DayPeriod;
}

/**
 * The amounts to spread over months: the part of each award and sub-award that is not passed on, over its funded period. A
 * sub-award without a start or an end has that of its award. Amounts without a complete period cannot be spread; the top-level
 * awards that contain them are `unspread`. `isIncluded` selects awards and sub-awards. The amount of a sub-award that is not
 * included stays with its award.
 */
export function spreadAmounts<Item extends DatedFunding>(
  funding: readonly Item[],
  isIncluded: (funding: Item) => boolean,
): { amounts: SpreadAmount<Item>[]; awards: Set<Item>; unspread: Set<Item> } {
  const amounts: SpreadAmount<Item>[] = [];
  const [awards, unspread] = [new Set<Item>(), new Set<Item>()];
  for (const { record, amount, award, path } of sharesOf(funding, isIncluded)) {
    if (!isIncluded(award)) continue;
    const from = path.find(({ startsOn }) => startsOn != null)?.startsOn;
    const through = path.find(({ endsOn }) => endsOn != null)?.endsOn;
    if (from == null || through == null || from > through) unspread.add(award);
    else {
      awards.add(award);
      amounts.push({ record, currency: award.currency, amount, period: { from, through } });
    }
  }
  return { amounts, awards, unspread };
}
