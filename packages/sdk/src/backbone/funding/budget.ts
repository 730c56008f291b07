import { judgeDateOrder } from '../../shared/dates/dates.ts';
import { currency, date, decimal } from '../../shared/fields.ts';
import { compareDecimals } from '../../shared/numbers/decimal.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';

/**
 * The monthly cost of the ecosystem's work in one currency, from `startsOn` to `endsOn`, both inclusive. Funding is compared
 * with it. `monthlyAmount` is greater than 0. Without `endsOn`, the budget continues.
 *
 * @see STEM Learning Ecosystems, Strategy One: financing strategies for scale and sustainability
 */
export const budget = defineRecord({
  name: 'Budget',
  prefix: 'budget',
  fields: {
    monthlyAmount: decimal(),
    currency: currency(),
    startsOn: date(),
    endsOn: date().nullable(),
  },
  judge: ({ monthlyAmount, startsOn, endsOn }) => [
    ...(compareDecimals(monthlyAmount, '0') > 0
      ? []
      : [
          {
            code: 'OUT_OF_RANGE' as const,
            path: ['monthlyAmount'],
            message: `${monthlyAmount} is not greater than 0. Enter a positive \`monthlyAmount\`.`,
          },
        ]),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
  ],
});

/** See {@link budget}. */
export type Budget = RecordOf<typeof budget>;
