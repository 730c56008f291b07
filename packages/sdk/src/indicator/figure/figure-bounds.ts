import { compareDecimals, divideDecimals, multiplyDecimals } from '../../shared/numbers/decimal.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { IndicatorVersion } from '../version/indicator-version.ts';
import { countsPeople, isNeverNegative } from './counts-people.ts';
import { type FigureCell, figureStatuses } from './figure-cell.ts';

/** The fields of a cell that state bounds instead of a figure. */
type BoundedCell = Pick<FigureCell, 'lowerBound' | 'upperBound'>;

/** The lowest and the highest value of a figure, both inclusive. Null where it has no end. */
export interface FigureRange {
  lowest: string | null;
  highest: string | null;
}

/** Whether a cell states bounds instead of a figure, such as `<10`. */
export function isReportedAsBounds({ lowerBound = null, upperBound = null }: BoundedCell): boolean {
  return lowerBound !== null || upperBound !== null;
}

/**
 * The bounds that a cell states. Without a lower bound, a figure that is never negative is at least 0; another one has no lowest
 * value. Null if the cell states no bounds.
 */
export function boundsOf(
  cell: BoundedCell,
  version: Pick<IndicatorVersion, 'kind' | 'countingUnit'>,
): FigureRange | null {
  if (!isReportedAsBounds(cell)) return null;
  const { lowerBound = null, upperBound = null } = cell;
  return { lowest: lowerBound ?? (isNeverNegative(version) ? '0' : null), highest: upperBound };
}

/** Decimals of quotients: enough to tell whether one is an integer. */
const quotientScale = 20;

/**
 * The lowest and the highest number of people that a ratio within bounds can have as its numerator: the integers whose ratio
 * to the base is within the bounds. Null if there are none.
 *
 * @example
 * numeratorBounds({ lowerBound: '95', upperBound: null, base: 120 }, '100'); // { lowest: 114, highest: 120 }
 */
export function numeratorBounds(
  { base, ...cell }: BoundedCell & { base: number },
  multiplier: string,
): { lowest: number; highest: number } | null {
  const range = boundsOf(cell, { kind: 'RATIO', countingUnit: 'PEOPLE' });
  const peopleAt = (ratio: string) =>
    Number(divideDecimals(multiplyDecimals(ratio, String(base)), { by: multiplier, scale: quotientScale }));
  const lowest = Math.max(0, Math.ceil(peopleAt(range?.lowest ?? '0')));
  const highest = range?.highest == null ? base : Math.min(base, Math.floor(peopleAt(range.highest)));
  return lowest <= highest ? { lowest, highest } : null;
}

type BoundedVersion = Pick<IndicatorVersion, 'kind' | 'countingUnit' | 'multiplier'>;

/** Issues of a cell that states bounds. Paths are fields of the cell. */
export function judgeBounds(cell: FigureCell, version: BoundedVersion): Issue[] {
  const fields = boundFields.filter((field) => cell[field] != null);
  const { kind } = version;
  if (!figureStatuses.includes(cell.status)) {
    const message = (field: string) =>
      `A cell that is ${cell.status} must not have bounds. Omit \`${field}\` or correct \`status\`.`;
    return fields.map((field) => invalid(field, message(field)));
  }
  const reason = reasonOf(kind);
  if (reason !== null) return fields.map((field) => invalid(field, `${reason} Omit \`${field}\`.`));
  const others = otherFields.filter((field) => cell[field] != null);
  return [
    ...others.map((field) =>
      invalid(field, `A cell that states bounds has no \`${field}\`. Omit it, or omit the bounds.`),
    ),
    ...judgeCategories(cell, fields),
    ...fields.flatMap((field) => judgeBound(field, { value: cell[field] ?? '0', version })),
    ...judgeOrder(cell),
    ...judgePeople(cell, version),
  ];
}

const boundFields = ['lowerBound', 'upperBound'] as const;
type BoundField = (typeof boundFields)[number];
const otherFields = ['value', 'numerator', 'denominator', 'standardError'] as const;

/** Why cells of a kind cannot state bounds. Null if they can. */
function reasonOf(kind: BoundedVersion['kind']): string | null {
  if (kind === 'COUNT' || kind === 'AMOUNT' || kind === 'RATIO') return null;
  if (kind === 'QUALITATIVE') return 'A QUALITATIVE indicator has no figures, and no bounds.';
  return `Bounds of a ${kind} do not state how many people have which score, so a release cannot protect these people. Use bounds for COUNT, AMOUNT and RATIO only, or set \`status\` to SUPPRESSED_AT_SOURCE.`;
}

function judgeCategories({ categories }: FigureCell, [field]: readonly BoundField[]): Issue[] {
  if (categories.length < 2 || field === undefined) return [];
  const message =
    'A figure of several dimensions cannot state bounds, because a release protects it by its exact margins. Set `status` to SUPPRESSED_AT_SOURCE and omit the bounds.';
  return [invalid(field, message)];
}

function judgeBound(
  field: BoundField,
  { value, version: { kind, countingUnit, multiplier } }: { value: string; version: BoundedVersion },
): Issue[] {
  const isNumberOfPeople = kind !== 'RATIO' && countsPeople({ countingUnit });
  const isCount = kind === 'COUNT' || isNumberOfPeople;
  const issues: Issue[] = [];
  if ((isCount || kind === 'RATIO') && value.startsWith('-'))
    issues.push(outOfRange(field, `\`${field}\` of a ${kind} must be 0 or more.`));
  if (isCount && value.includes('.'))
    issues.push(
      invalid(field, `\`${field}\` of ${kind === 'COUNT' ? 'a count' : 'a number of people'} must be a whole number.`),
    );
  if (kind === 'RATIO' && countsPeople({ countingUnit }) && compareDecimals(value, multiplier) > 0)
    issues.push(outOfRange(field, `\`${field}\` of a ratio of people must be at most the multiplier, ${multiplier}.`));
  return issues;
}

function judgeOrder({ lowerBound = null, upperBound = null }: FigureCell): Issue[] {
  if (lowerBound === null || upperBound === null) return [];
  const order = compareDecimals(lowerBound, upperBound);
  if (order < 0) return [];
  const message =
    order > 0
      ? `\`lowerBound\` ${lowerBound} is greater than \`upperBound\` ${upperBound}. Swap or correct the bounds.`
      : `\`lowerBound\` and \`upperBound\` are both ${lowerBound}. Report this number as \`value\`, and omit the bounds.`;
  return [invalid('lowerBound', message)];
}

/** A ratio of people within bounds needs the number of people, and a number of people within bounds must not have another one. */
function judgePeople(cell: FigureCell, { kind, countingUnit, multiplier }: BoundedVersion): Issue[] {
  const { base, lowerBound, upperBound } = cell;
  if (!countsPeople({ countingUnit })) return [];
  if (kind !== 'RATIO') {
    if (base === null) return [];
    return [invalid('base', 'A number of people that is stated as bounds has no `base`. Omit `base`.')];
  }
  if (base === null) {
    const message =
      'Bounds of a RATIO of people require `base`, the number of people that the ratio describes. Without it, the number of people within the bounds is unknown.';
    return [{ code: 'REQUIRED', path: ['base'], message }];
  }
  const isInOrder = judgeOrder(cell).length === 0;
  if (base === 0 || !isInOrder || numeratorBounds({ lowerBound, upperBound, base }, multiplier) !== null) return [];
  const message = `No whole number of ${base} people has a ratio within the bounds. Correct \`base\` or the bounds. If the bounds are rounded, widen them by the rounding.`;
  return [invalid(lowerBound == null ? 'upperBound' : 'lowerBound', message)];
}

function invalid(field: string, message: string): Issue {
  return { code: 'INVALID', path: [field], message };
}

function outOfRange(field: string, message: string): Issue {
  return { code: 'OUT_OF_RANGE', path: [field], message };
}
