import type { CellVersion, DimensionRules, FigureCell } from '../indicator/index.ts';
import { judgeCells } from './cell-rules.ts';
import { cellSchema } from './indicator-report.ts';

/** A version that counts. */
export const count: CellVersion = {
  kind: 'COUNT',
  countingUnit: 'EVENTS',
  multiplier: '1',
  denominatorOverCategories: null,
};

/** A version that is a percentage. */
export const ratio: CellVersion = { ...count, kind: 'RATIO', multiplier: '100', denominatorOverCategories: 'SPLIT' };

/** A dimension whose categories have parents. */
export const age: DimensionRules = {
  code: 'age',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: '5-8', parent: null },
    { code: '9-12', parent: null },
    { code: '6', parent: '5-8' },
  ],
};

/** A second dimension. */
export const grade: DimensionRules = {
  code: 'grade',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: 'lower', parent: null },
    { code: 'upper', parent: null },
  ],
};

/** A total of 40. */
export const total: FigureCell = cell({ value: '40' });

/** An observed cell. */
export function cell(fields: Partial<FigureCell>): FigureCell {
  return { ...cellSchema.parse({}), ...fields };
}

/** The categories of a cell, by dimension. */
export function at(categories: Record<string, string>): FigureCell['categories'] {
  return Object.entries(categories).map(([dimension, category]) => ({ dimension, category }));
}

/** The issues of cells. */
export function judgeAll(
  cells: FigureCell[],
  { dimensions = [age, grade], version = count }: { dimensions?: DimensionRules[]; version?: CellVersion } = {},
) {
  return judgeCells({ cells, dimensions, version }).map(({ code, path }) => ({ code, path }));
}

/** Issues of one cell. Paths start at the cell. */
export function judge(single: FigureCell, version: CellVersion = count) {
  return judgeAll([single], { version }).map(({ code, path }) => ({ code, path: path.slice(2) }));
}

/** An issue, as in the results of the tests. */
export function issue(code: string, ...path: string[]) {
  return { code, path };
}
