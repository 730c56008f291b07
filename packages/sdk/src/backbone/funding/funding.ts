import * as z from 'zod';
import { codeOf } from '../../shared/code.ts';
import { judgeDateOrder } from '../../shared/dates/dates.ts';
import { currency, date, decimal, line, reference } from '../../shared/fields.ts';
import { compareDecimals } from '../../shared/numbers/decimal.ts';
import type { Issue } from '../../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';
import { backboneFunctions } from '../appointment/backbone-function.ts';
import { type FundingDates, fundingStatuses } from './funding-life-cycle.ts';

/**
 * Requested, committed, received or declined money for the work. A sub-award names its award in `awardId`, which cannot be
 * changed, so that awards form trees. `amount` is greater than 0. The date of each step is kept: `requestedOn`, `committedOn`,
 * `receivedOn` and `declinedOn`, in this order. At least one of `funderId` and `recipientId` is set, and
 * they differ; the other may be outside the ecosystem. `startsOn` and `endsOn` are the funded period, both inclusive.
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
    requestedOn: date().nullable(),
    committedOn: date().nullable(),
    receivedOn: date().nullable(),
    declinedOn: date().nullable(),
    startsOn: date().nullable(),
    endsOn: date().nullable(),
    function: codeOf(backboneFunctions).nullable(),
    strategyId: reference('strategy').nullable(),
  },
  setByRule: ['status', 'committedOn', 'receivedOn', 'declinedOn'],
  fixed: ['awardId'],
  judge: ({ amount, funderId, recipientId, startsOn, endsOn, ...dates }) => [
    ...judgeAmount(amount),
    ...judgeSides(funderId, recipientId),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
    ...judgeStepOrder(dates),
  ],
});

function judgeAmount(amount: string): Issue[] {
  if (compareDecimals(amount, '0') > 0) return [];
  return [
    {
      code: 'OUT_OF_RANGE',
      path: ['amount'],
      message: `${amount} is not greater than 0. Enter a positive \`amount\`.`,
    },
  ];
}

function judgeSides(funderId: string | null, recipientId: string | null): Issue[] {
  if (funderId === null && recipientId === null) {
    return [
      {
        code: 'REQUIRED',
        path: ['funderId'],
        message: '`funderId` or `recipientId` is required. Set one of them, or both.',
      },
    ];
  }
  if (funderId !== recipientId) return [];
  return [
    {
      code: 'INVALID',
      path: ['recipientId'],
      message: 'An organization cannot fund itself. Choose another `recipientId`.',
    },
  ];
}

function judgeStepOrder(dates: FundingDates): Issue[] {
  const { requestedOn, committedOn, receivedOn, declinedOn } = dates;
  const promised = committedOn ?? requestedOn;
  return [
    ...judgeDateOrder({ start: requestedOn, end: committedOn, path: 'committedOn' }),
    ...judgeDateOrder({ start: promised, end: receivedOn, path: 'receivedOn' }),
    ...judgeDateOrder({ start: promised, end: declinedOn, path: 'declinedOn' }),
  ];
}

/** See {@link funding}. */
export type Funding = RecordOf<typeof funding>;
