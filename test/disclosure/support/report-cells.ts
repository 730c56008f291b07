import type { Entry, Figures, ScenarioKind } from './scenario/gateway-scenario.ts';

/** A cell of a report, as input of a mutation. */
export interface CellInput {
  categories: { dimension: string; category: string }[];
  status?: string;
  value?: string;
  numerator?: string;
  denominator?: string;
  base?: number;
  lowerBound?: string;
  upperBound?: string;
}

/** The cells that a reporter submits for its true figures. */
export function cellsOf(figures: Figures, kind: ScenarioKind): CellInput[] {
  return [...figures].flatMap(([key, entry]) => {
    const cell = numbersOf({ key, entry, kind });
    return cell ? [{ categories: categoriesOf(key), ...cell }] : [];
  });
}

function categoriesOf(key: string): CellInput['categories'] {
  if (key === '') return [];
  return key.split('+').map((each) => {
    const [dimension = '', category = ''] = each.split('/');
    return { dimension, category };
  });
}

function numbersOf(cell: { key: string; entry: Entry; kind: ScenarioKind }): Omit<CellInput, 'categories'> | undefined {
  const { key, kind, entry } = cell;
  const [counted = 0, others = 0] = entry.people;
  const all = counted + others;
  if (entry.status === 'UNSAID') return undefined;
  if (entry.status !== 'OBSERVED') {
    // A figure that is not applicable can be reported with both numbers as 0, or without numbers.
    const hasNumbers = entry.status === 'NOT_APPLICABLE' && kind !== 'COUNT' && key.endsWith('1');
    const isQuotient = kind === 'RATIO' || kind === 'SHARED' || kind === 'MEAN' || kind === 'RATED';
    return { status: entry.status, ...(hasNumbers && isQuotient && { numerator: '0', denominator: '0' }) };
  }
  if (entry.bounds) {
    const { lowest, highest } = entry.bounds;
    return {
      ...(lowest !== null && { lowerBound: String(lowest) }),
      ...(highest !== null && { upperBound: String(highest) }),
      ...(kind === 'PERCENT' && { base: all }),
    };
  }
  switch (kind) {
    case 'COUNT':
      return { value: String(counted) };
    case 'ASKED':
      return { value: String(counted), base: others };
    case 'AMOUNT':
      return { value: String(100 * counted), base: counted };
    case 'WEIGHTED':
      return { value: `3.${key.length}`, base: counted };
    case 'MEAN':
      return { numerator: String(3 * counted + key.length), denominator: String(counted) };
    case 'RATED':
      return { numerator: String(others), denominator: String(counted) };
    case 'PERCENT':
      return { value: String(Math.round((100 * counted) / all)), base: all };
    case 'BINARY':
      return { value: (counted / all).toFixed(6), base: all };
    case 'SHARE':
      return { value: ((100 * counted) / all).toFixed(6), base: all };
    case 'RATIO':
    case 'SHARED':
      return { numerator: String(counted), denominator: String(all) };
  }
}
