import { roundToDecimal } from './decimal.ts';

/** The normal quantile of a two-sided 95 % interval. */
const z = 1.959963984540054;

/** The number of decimal places to which the ends of an interval are rounded. */
const intervalScale = 6;

/** The two ends of an interval, as decimals. */
export interface Interval {
  low: string;
  high: string;
}

/**
 * The Wilson 95 % score interval, without continuity correction, of a share: `count` of `base`, both whole numbers.
 *
 * The ends are shares from 0 to 1, rounded to {@link intervalScale} places. With a count of 0 the low end is exactly 0, and
 * with a count of `base` the high end is exactly 1. They are computed in binary floating point, whose error is about nine
 * places below the last place returned. Undefined if `base` is less than 1, or `count` is not between 0 and `base`. The
 * interval describes sampling error, so it is valid only if the figures come from a random sample.
 *
 * @see https://doi.org/10.1080/01621459.1927.10502953 Wilson 1927, Probable Inference, the Law of Succession, and
 * Statistical Inference
 * @see Newcombe 1998, Two-sided confidence intervals for the single proportion: comparison of seven methods, Statistics
 * in Medicine 17, 857–872 (method 3)
 * @example
 * wilsonInterval({ count: 23, base: 26 }); // { low: '0.710241', high: '0.959968' }
 */
export function wilsonInterval({ count, base }: { count: number; base: number }): Interval | undefined {
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(base) || base < 1 || count < 0 || count > base) {
    return undefined;
  }
  const share = count / base;
  const weight = (z * z) / base;
  const center = share + weight / 2;
  const reach = z * Math.sqrt((share * (1 - share)) / base + weight / (4 * base));
  return {
    low: roundToDecimal((center - reach) / (1 + weight), { scale: intervalScale }),
    high: roundToDecimal((center + reach) / (1 + weight), { scale: intervalScale }),
  };
}
