import type { FigureCell } from '../../indicator/index.ts';
import { LinkedColumns } from './linked/linked-columns.ts';
import { type Column, type CountedRules, cellIn, columnsIn, leastPeople, leastWithin } from './linked/lowest-counts.ts';
import { type PeopleMeasures, peopleMeasures } from './linked/people-measures.ts';
import { RowCells } from './linked/row-cells.ts';
import type { ReleaseInput } from './release-input.ts';
import { type ReleasedRow, type Reporting, rowKey } from './rows.ts';

type PlaceRow = Reporting & { cells: readonly FigureCell[] };
type PeopleByColumn = ReadonlyMap<string, number>;

/**
 * What everyone knows of the places within a released report of all places, although their figures are suppressed: each figure is
 * about at least one person, and nobody is in two exclusive categories. Cells of several dimensions are ignored, because no
 * release contains those of a place beside all places.
 */
export class KnownPlaces {
  readonly #all: RowCells<ReleasedRow['cells'][number]>;
  readonly #rules: CountedRules;
  readonly #threshold: number;
  /** Whether places can share people, so that their numbers do not add up. */
  readonly #isOnce: boolean;
  readonly #columns: readonly Column[];
  /** The cells of each place that are about somebody, in any version of its report. */
  readonly #cells = new Map<string, readonly FigureCell[]>();
  /** The number of people that these cells prove, by column. */
  readonly #people = new Map<string, PeopleByColumn>();

  constructor(all: ReleasedRow, { version, dimensions, threshold }: ReleaseInput) {
    this.#all = new RowCells(all.cells);
    const hasSharedDenominator = version.denominatorOverCategories === 'SHARED';
    this.#rules = { columns: new LinkedColumns(dimensions), measures: peopleMeasures(version), hasSharedDenominator };
    this.#threshold = threshold;
    this.#isOnce = version.countingUnit === 'PEOPLE_UNDUPLICATED';
    this.#columns = columnsIn(this.#rules.columns);
  }

  add(row: PlaceRow): void {
    const cells = this.#cellsWith(row);
    this.#cells.set(rowKey(row), cells);
    this.#people.set(rowKey(row), this.#peopleOf(cells));
  }

  /**
   * Whether a report of a place proves more people in a suppressed figure of all places, or too many in a published one. In a
   * published one, each figure of a place must be able to have one less than the threshold while every other person that is known
   * is in another figure.
   */
  isNarrowedBy(row: PlaceRow): boolean {
    const { measures, columns } = this.#rules;
    const before = this.#together(this.#people);
    const after = this.#together(new Map(this.#people).set(rowKey(row), this.#peopleOf(this.#cellsWith(row))));
    return this.#columns.some((column) => {
      const cell = cellIn(this.#all, { column, columns });
      if (!cell || !measures.isAboutSomebody(cell)) return false;
      if (cell.suppressed) return this.#least(column, after) > this.#least(column, before);
      const people = after.get(keyOf(column)) ?? 0;
      if (this.#isOnce || people <= (before.get(keyOf(column)) ?? 0)) return false;
      return peopleIn(cell, measures).some((each) => each < this.#threshold + people - 1);
    });
  }

  #cellsWith(row: PlaceRow): FigureCell[] {
    return [...(this.#cells.get(rowKey(row)) ?? []), ...row.cells.filter(this.#rules.measures.isAboutSomebody)];
  }

  #peopleOf(cells: readonly FigureCell[]): PeopleByColumn {
    const row = new RowCells(cells);
    const rules = this.#rules;
    return new Map(this.#columns.map((column) => [keyOf(column), leastPeople(row, { column, rules })]));
  }

  /** The number of people in all places together. */
  #together(people: ReadonlyMap<string, PeopleByColumn>): PeopleByColumn {
    const ofPlaces = [...people.values()];
    return new Map(
      this.#columns.map(keyOf).map((key) => {
        const numbers = ofPlaces.map((each) => each.get(key) ?? 0);
        return [key, this.#isOnce ? Math.max(0, ...numbers) : numbers.reduce((sum, each) => sum + each, 0)];
      }),
    );
  }

  /** The number of people known to be in a figure of all places, by its own categories and those of the places. */
  #least(column: Column, people: PeopleByColumn): number {
    const { measures, columns } = this.#rules;
    return leastWithin(column, {
      rules: this.#rules,
      knownIn: (each) => {
        const cell = cellIn(this.#all, { column: each, columns });
        const own = cell && measures.isAboutSomebody(cell) ? 1 : 0;
        return Math.max(own, people.get(keyOf(each)) ?? 0);
      },
    });
  }
}

function keyOf(column: Column): string {
  return column === 'TOTAL' ? column : JSON.stringify([column.index, column.category]);
}

/** The numbers of people of a published cell that its places divide. */
function peopleIn(cell: FigureCell, { counts, ratio }: PeopleMeasures): number[] {
  const measured = [...counts, ...(ratio ? [ratio.denominator] : [])].map((measure) => measure(cell));
  return measured.flatMap((people) => people ?? []);
}
