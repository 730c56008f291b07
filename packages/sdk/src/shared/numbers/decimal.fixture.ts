import fc from 'fast-check';

/** An exact number for the tests: `units` of 10^-scale. */
export interface Exact {
  units: bigint;
  scale: number;
}

/** Any exact number within the limits of decimals. */
export const exact = fc.record({ units: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), scale: fc.nat(20) });

/** The number without its sign. */
export function abs(number: bigint): bigint {
  return number < 0n ? -number : number;
}

/** The canonical decimal of a number. */
export function write({ units, scale }: Exact): string {
  const digits = abs(units)
    .toString()
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
