import { describe, expect, it } from 'vitest';
import type { FigureCell } from '../../../indicator/index.ts';
import { cell, count, share } from '../decide-release.fixture.ts';
import { LinkedColumns } from './linked-columns.ts';
import { lowestCounts, placeThresholds } from './lowest-counts.ts';
import { peopleMeasures } from './people-measures.ts';
import { RowCells } from './row-cells.ts';

const mean = { ...count, kind: 'MEAN' } as const;
const group = (exclusive: boolean) => ({
  code: 'group',
  exclusive,
  exhaustive: false,
  categories: ['a', 'b', 'c'].map((code) => ({ code, parent: null })),
});
const of = (people: number) => ({ numerator: String(2 * people), denominator: String(people) });
const row = (figures: Record<string, number>) =>
  new RowCells(Object.entries(figures).map(([key, people]): FigureCell => cell(key, of(people))));

function lowestOf(
  all: RowCells,
  {
    places,
    exclusive = true,
    shared = false,
    canPlacesShare = false,
  }: { places: readonly RowCells[]; exclusive?: boolean; shared?: boolean; canPlacesShare?: boolean },
) {
  const columns = new LinkedColumns([group(exclusive)]);
  const measures = peopleMeasures(shared ? share : mean);
  const measured = columns.measure(all, ({ denominator }) => Number(denominator));
  if (!measured) throw new Error('The numbers are whole.');
  const rules = {
    columns,
    measures,
    hasSharedDenominator: shared,
    canPlacesShare,
    hasSmallDenominators: false,
    hasStatedTotal: false,
    threshold: 10,
    scale: null,
  };
  const [lowest] = lowestCounts({ cells: all, places }, { measured: [measured], rules });
  return { lowest, thresholds: placeThresholds({ cells: all, places }, { measured: [measured], rules }) };
}

describe('the lowest count of a row with places', () => {
  const all = row({ '': 40, 'group=a': 20, 'group=b': 15 });

  it('is the number of places with a figure', () => {
    expect(lowestOf(all, { places: [row({ '': 10 }), row({ '': 20, 'group=a': 9 })] }).lowest).toMatchObject({
      total: 2,
      parts: [[1, 1, 0, 0]],
    });
  });

  it('includes a person for each figure by exclusive category of a place: 3 of one place and 1 of another are 4', () => {
    const places = [row({ '': 20, 'group=a': 9, 'group=b': 5, 'group=c': 2 }), row({ '': 10 })];
    expect(lowestOf(all, { places })).toMatchObject({
      lowest: { total: 4, parts: [[1, 1, 0, 0]] },
      // If the place with one figure has up to 9 people, the other has at least 3.
      thresholds: { total: 13 },
    });
    const withoutTotal = [row({ 'group=a': 9, 'group=b': 5 }), row({ '': 10 })];
    expect(lowestOf(all, { places: withoutTotal }).lowest).toMatchObject({ total: 3 });
  });

  it('leaves one figure of a place all people but one for each other figure, also within one place', () => {
    const place = row({ 'group=a': 2, 'group=b': 2, 'group=c': 2 });
    // 9 people in one category, and one in each other one, are 11. The threshold of a set is one more.
    expect(lowestOf(all, { places: [place] })).toMatchObject({ lowest: { total: 3 }, thresholds: { total: 12 } });
    expect(lowestOf(all, { places: [place, place] })).toMatchObject({
      lowest: { total: 6 },
      thresholds: { total: 15 },
    });
    expect(lowestOf(all, { places: [row({ '': 6, 'group=a': 2 })] }).thresholds).toBeUndefined();
  });

  it('is that of the place with most people if places can share people', () => {
    const places = [row({ '': 20, 'group=a': 9, 'group=b': 5, 'group=c': 2 }), row({ '': 10 })];
    expect(lowestOf(all, { places, canPlacesShare: true })).toMatchObject({
      lowest: { total: 3 },
      thresholds: { total: 12 },
    });
  });

  it('counts a person once in overlapping categories, and in categories that share a denominator', () => {
    const places = [row({ '': 20, 'group=a': 9, 'group=b': 5 }), row({ '': 10 })];
    expect(lowestOf(all, { places, exclusive: false }).lowest).toMatchObject({ total: 2 });
    expect(lowestOf(all, { places, shared: true }).lowest).toMatchObject({ total: 2 });
  });
});
