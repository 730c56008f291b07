import { compareDecimals, decimalLimits, divideDecimals, subtractDecimals } from '../shared/numbers/decimal.ts';
import type { Issue } from '../shared/outcome.ts';

/** Whether a number is stated by the source, or derived from numbers that the source states. */
export const figureOrigins = ['STATED', 'DERIVED'] as const;
/** One of {@link figureOrigins}. */
export type FigureOrigin = (typeof figureOrigins)[number];

/** The numbers of a published figure: `count` of `base`, and the share as a canonical decimal. */
export interface FigureNumbers {
  count: number | null;
  countOrigin: FigureOrigin | null;
  base: number | null;
  share: string | null;
  shareOrigin: FigureOrigin | null;
}

/**
 * Checks the numbers of a published figure. It rejects a figure without numbers, a number without its origin (or the
 * reverse), a count above the base, a share outside 0 to 1, and a derived number that does not follow from the others.
 * Numbers that are all stated are accepted as the source has them, even if they are inconsistent.
 */
export function judgeFigure(figure: FigureNumbers): Issue[] {
  const { count, countOrigin, share, shareOrigin } = figure;
  if (count === null && share === null) {
    return [{ code: 'REQUIRED', path: ['count'], message: '`count` or `share` is required. Set one of them.' }];
  }
  const issues = [
    ...judgeOrigin({ number: count, origin: countOrigin, field: 'count' }),
    ...judgeOrigin({ number: share, origin: shareOrigin, field: 'share' }),
    ...judgeBounds(figure),
  ];
  return issues.length > 0 ? issues : judgeDerived(figure);
}

function judgeOrigin(part: { number: unknown; origin: FigureOrigin | null; field: string }): Issue[] {
  const { number, origin, field } = part;
  if ((number === null) === (origin === null)) return [];
  const path = [`${field}Origin`];
  if (number === null) {
    return [
      {
        code: 'INVALID',
        path,
        message: `\`${field}Origin\` is set without \`${field}\`. Remove it, or set \`${field}\`.`,
      },
    ];
  }
  return [
    {
      code: 'REQUIRED',
      path,
      message: `\`${field}Origin\` is required when \`${field}\` is set. Set STATED or DERIVED.`,
    },
  ];
}

function judgeBounds({ count, base, share }: FigureNumbers): Issue[] {
  const beyondBase = count !== null && base !== null && count > base;
  const beyondOne = share !== null && (compareDecimals(share, '0') < 0 || compareDecimals(share, '1') > 0);
  return [
    ...(beyondBase
      ? [outOfRange('count', `\`count\` is ${count}, which is more than \`base\` (${base}). Correct one of them.`)]
      : []),
    ...(beyondOne
      ? [outOfRange('share', `\`share\` is ${share}, which is not between 0 and 1. Write 88 % as 0.88.`)]
      : []),
  ];
}

function judgeDerived({ count, countOrigin, base, share, shareOrigin }: FigureNumbers): Issue[] {
  if (count === null || base === null || share === null) return [];
  const derived = countOrigin === 'DERIVED' ? 'count' : shareOrigin === 'DERIVED' ? 'share' : null;
  const exact = divideDecimals(String(count), { by: String(base), scale: decimalLimits.scale });
  if (derived === null || exact === undefined || roundsTo(share, exact)) return [];
  return [
    {
      code: 'INVALID',
      path: [derived],
      message: `\`${derived}\` is DERIVED, but ${count} of ${base} is not a share of ${share}. Correct the numbers, or set the origin to STATED.`,
    },
  ];
}

/** Whether `exact` rounds to `share`. A tie can be rounded up or down. */
function roundsTo(share: string, exact: string): boolean {
  const places = share.split('.')[1]?.length ?? 0;
  const distance = subtractDecimals(exact, share).replace('-', '');
  return compareDecimals(distance, `5e-${places + 1}`) <= 0;
}

function outOfRange(field: string, message: string): Issue {
  return { code: 'OUT_OF_RANGE', path: [field], message };
}
