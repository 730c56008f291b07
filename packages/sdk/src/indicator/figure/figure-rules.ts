import { compareDecimals } from '../../shared/numbers/decimal.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { IndicatorVersion } from '../version/indicator-version.ts';
import type { IndicatorKind } from '../vocabulary.ts';
import { isReportedAsBounds, judgeBounds } from './figure-bounds.ts';
import { type FigureCell, figureStatuses } from './figure-cell.ts';
import { contradictionIn } from './figure-quotient.ts';

/** The fields of an indicator version that the rules for cells read. */
export type CellVersion = Pick<IndicatorVersion, 'kind' | 'countingUnit' | 'multiplier' | 'denominatorOverCategories'>;

/** Kinds that are undefined for 0 people: a figure of one of them is about at least one person. */
const kindsOfSomebody: readonly IndicatorKind[] = ['RATIO', 'MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX'];

/** Whether a cell has a figure that is about at least one person, because its kind is undefined for 0 people. */
export function isAboutSomebody({ status }: Pick<FigureCell, 'status'>, kind: IndicatorKind): boolean {
  return figureStatuses.includes(status) && kindsOfSomebody.includes(kind);
}

/** Issues of the numbers of one cell. Paths are fields of the cell. */
export function judgeCellFigure(cell: FigureCell, version: CellVersion): Issue[] {
  const numbers = isReportedAsBounds(cell) ? judgeBounds(cell, version) : judgeNumbers(cell, version);
  return [...numbers, ...judgeBase(cell, version), ...judgeStandardError(cell)];
}

function judgeBase(cell: FigureCell, { kind }: CellVersion): Issue[] {
  if (cell.base !== 0 || !isAboutSomebody(cell, kind)) return [];
  const message = `\`base\` must be greater than 0 for a ${kind}. If the figure is about nobody, set \`status\` to NOT_APPLICABLE and omit \`value\`.`;
  return [outOfRange('base', message)];
}

function judgeStandardError({ standardError }: FigureCell): Issue[] {
  if (standardError == null || compareDecimals(standardError, '0') >= 0) return [];
  return [outOfRange('standardError', '`standardError` must be 0 or more.')];
}

function judgeNumbers(cell: FigureCell, version: CellVersion): Issue[] {
  const { kind } = version;
  const numbers = (['value', 'numerator', 'denominator'] as const).filter((field) => cell[field] !== null);
  if (kind === 'QUALITATIVE') {
    return numbers.map((field) => invalid(field, 'A QUALITATIVE indicator has no figures. Use `narrative`.'));
  }
  const parts = numbers.filter((field) => field !== 'value');
  const hasParts = kind === 'RATIO' || kind === 'MEAN';
  if (!figureStatuses.includes(cell.status)) {
    const areBothZero = hasParts && cell.numerator === '0' && cell.denominator === '0';
    const allowed = areBothZero && cell.status === 'NOT_APPLICABLE' ? parts : [];
    const superfluous = numbers.filter((field) => !allowed.some((each) => each === field));
    return superfluous.map((field) =>
      invalid(field, `A cell that is ${cell.status} must not have a figure. Omit \`${field}\` or correct \`status\`.`),
    );
  }
  const issues = hasParts
    ? [...judgeParts(cell), ...contradictionIn(cell, version)]
    : parts.map((field) => invalid(field, `\`${field}\` is allowed only for RATIO and MEAN. Omit it.`));
  if (cell.value === null && !(hasParts && parts.length > 0)) {
    issues.push({
      code: 'REQUIRED',
      path: ['value'],
      message: `A cell that is ${cell.status} requires \`value\`. A value of 0 is valid.`,
    });
  }
  if (cell.value !== null && kind === 'COUNT') {
    if (cell.value.startsWith('-')) issues.push(outOfRange('value', '`value` of a COUNT must be 0 or more.'));
    if (cell.value.includes('.')) issues.push(invalid('value', '`value` of a COUNT must be a whole number.'));
  }
  return issues;
}

function judgeParts({ numerator, denominator }: FigureCell): Issue[] {
  if (numerator === null && denominator === null) return [];
  if (numerator === null || denominator === null) {
    const missing = numerator === null ? 'numerator' : 'denominator';
    return [{ code: 'REQUIRED', path: [missing], message: 'Set both `numerator` and `denominator`, or neither.' }];
  }
  if (compareDecimals(denominator, '0') > 0) return [];
  const message =
    '`denominator` must be greater than 0. If both numbers are 0, set `status` to NOT_APPLICABLE and omit `value`.';
  return [outOfRange('denominator', message)];
}

function invalid(field: string, message: string): Issue {
  return { code: 'INVALID', path: [field], message };
}

function outOfRange(field: string, message: string): Issue {
  return { code: 'OUT_OF_RANGE', path: [field], message };
}
