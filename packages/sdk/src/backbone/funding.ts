import * as z from 'zod';
import { codeOf } from '../shared/code.ts';
import { judgeDateOrder } from '../shared/dates.ts';
import { compareDecimals } from '../shared/decimal.ts';
import { currency, date, decimal, line, reference } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { backboneFunctions } from './backbone-function.ts';
import { fundingStatuses } from './funding-life-cycle.ts';

/**
 * Money for the work: who gives how much to whom, over which days, for a function of the backbone or a strategy. An
 * award can be passed on in parts: each sub-award names the award that it is part of (`awardId`), once and for all, so that
 * awards are trees. The amount is more than zero. Funder or recipient is named (the other may be outside the ecosystem),
 * and they are not the same; both days are inclusive.
 *
 * @see STEM Learning Ecosystems, Strategy One: financing strategies for scale and sustainability
 */
export const funding = defineRecord({
  name: 'Funding',
  prefix: 'funding',
  fields: {
    title: line(),
    funderId: reference('organization').nullable(),
    recipientId: reference('organization').nullable(),
    awardId: reference('funding').nullable(),
    amount: decimal(),
    currency: currency(),
    status: z.enum(fundingStatuses),
    startsOn: date().nullable(),
    endsOn: date().nullable(),
    function: codeOf(backboneFunctions).nullable(),
    strategyId: reference('strategy').nullable(),
  },
  setByRule: ['status'],
  fixed: ['awardId'],
  judge: ({ amount, funderId, recipientId, startsOn, endsOn }) => [
    ...judgeAmount(amount),
    ...judgeSides(funderId, recipientId),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
  ],
});

function judgeAmount(amount: string): Issue[] {
  if (compareDecimals(amount, '0') > 0) return [];
  return [{ code: 'OUT_OF_RANGE', path: ['amount'], message: 'an amount of more than zero is expected' }];
}

function judgeSides(funderId: string | null, recipientId: string | null): Issue[] {
  if (funderId === null && recipientId === null) {
    return [{ code: 'REQUIRED', path: ['funderId'], message: 'name the funder, the recipient, or both' }];
  }
  if (funderId !== recipientId) return [];
  return [{ code: 'INVALID', path: ['recipientId'], message: 'no organization funds itself: name another recipient' }];
}

/** See {@link funding}. */
export type Funding = RecordOf<typeof funding>;
