import type { Random } from '../../../../packages/disclosure/src/testing/index.ts';
import type { Entry, EntryStatus, People, ScenarioDimension, ScenarioKind } from './gateway-scenario.ts';
import { figureKey } from './gateway-scenario.ts';
import { isNobody, partsOf, sumOf } from './innermost-parts.ts';

/** Which figures of two dimensions organizations have and report. */
interface CrossedRules {
  kind: ScenarioKind;
  dimensions: readonly ScenarioDimension[];
  /** Whether people of every category of one dimension are in most categories of the other, and every report states it. */
  isSpread: boolean;
  /** Whether the figures are of outermost categories, in which people are mixed so that rates differ. */
  isMixed: boolean;
  /** Probability that a figure is reported. */
  crossedShare: number;
}

/** Adds random figures of two dimensions to the figures of an organization. */
export class CrossedFigures {
  readonly #random: Random;
  readonly #of: CrossedRules;

  constructor(random: Random, of: CrossedRules) {
    this.#random = random;
    this.#of = of;
  }

  /** Adds a table of two dimensions with both as its margins. Some of its cells are reported. */
  addTo(entries: Map<string, Entry>): void {
    const [one, other] = this.#of.dimensions.map(partsOf);
    const tables = entries.get('')?.people.map((_, at) => {
      const margins = [one, other].map((keys) => (keys ?? []).map((key) => entries.get(key)?.people[at] ?? 0));
      const fill = this.#of.isSpread ? spread : cornered;
      const table = fill(margins[0] ?? [], margins[1] ?? []);
      return this.#of.isMixed ? this.#mixed(table) : table;
    });
    const truth = new Map<string, People>();
    (one ?? []).forEach((first, row) => {
      (other ?? []).forEach((second, column) => {
        const people = (tables ?? []).map((table) => table[row]?.[column] ?? 0);
        const [ofFirst, ofSecond] = this.#of.isMixed
          ? [this.#outermost(first), this.#outermost(second)]
          : [first, second];
        if (ofFirst.endsWith('/') || ofSecond.endsWith('/')) return;
        const key = `${ofFirst}+${ofSecond}`;
        truth.set(
          key,
          people.map((number, at) => number + (truth.get(key)?.[at] ?? 0)),
        );
      });
    });
    for (const [key, people] of truth) {
      const status = this.#statusOf(people);
      if (status !== 'UNSAID') entries.set(key, { people, status });
    }
  }

  /** The status of a figure of two dimensions. Some scenarios omit some of these cells. */
  #statusOf(people: People): EntryStatus {
    if (!this.#random.chance(this.#of.isSpread ? 1 : this.#of.crossedShare)) return 'UNSAID';
    if (!isNobody(people)) return 'OBSERVED';
    return this.#of.kind === 'COUNT' && this.#random.chance(0.5) ? 'OBSERVED' : 'NOT_APPLICABLE';
  }

  /** The key of the outermost category of a part. */
  #outermost(part: string): string {
    const [code = '', category = ''] = part.split('/');
    const dimension = this.#of.dimensions.find((each) => each.code === code);
    const parent = dimension?.categories.find((each) => each.code === category)?.parent ?? category;
    return figureKey(code, parent);
  }

  /** A table with the same margins, in which some people changed places in both dimensions. */
  #mixed(table: readonly (readonly number[])[]): number[][] {
    const random = this.#random;
    const mixed = table.map((row) => [...row]);
    const columns = (table[0]?.length ?? 0) - 1;
    for (let left = 2 * table.length; left > 0; left--) {
      const [one, other] = [mixed[random.integer(0, table.length - 1)], mixed[random.integer(0, table.length - 1)]];
      const [from, to] = [random.integer(0, columns), random.integer(0, columns)];
      if (!one || !other || one === other || from === to) continue;
      const most = Math.min(one[from] ?? 0, other[to] ?? 0);
      const moved = random.chance(0.3) ? most : random.integer(0, most);
      one[from] = (one[from] ?? 0) - moved;
      one[to] = (one[to] ?? 0) + moved;
      other[to] = (other[to] ?? 0) - moved;
      other[from] = (other[from] ?? 0) + moved;
    }
    return mixed;
  }
}

/** A table with these margins, filled from one corner (northwest corner rule). */
function cornered(rows: readonly number[], columns: readonly number[]): number[][] {
  const left = [...columns];
  return rows.map((row) => {
    let rest = row;
    return left.map((column, at) => {
      const taken = Math.min(rest, column);
      rest -= taken;
      left[at] = column - taken;
      return taken;
    });
  });
}

/** A table with these margins, filled about in proportion to them. */
function spread(rows: readonly number[], columns: readonly number[]): number[][] {
  const total = Math.max(1, sumOf(rows));
  const table = rows.map((row) => columns.map((column) => Math.floor((row * column) / total)));
  const left = cornered(
    rows.map((row, at) => row - sumOf(table[at])),
    columns.map((column, at) => column - table.reduce((sum, row) => sum + (row[at] ?? 0), 0)),
  );
  return table.map((row, at) => row.map((number, column) => number + (left[at]?.[column] ?? 0)));
}
