import { relateDisparities } from '../disparity-leaks.ts';
import type { SeenCell } from '../gateway-reader.ts';
import type { PlayedScenario } from '../gateway-world.ts';
import { keyOf, showsZeroOf } from '../published-cells.ts';
import { type Entry, type Figures, figureKey, own, reporterOf, says } from '../scenario/gateway-scenario.ts';
import type { Relation } from '../whole-numbers.ts';
import { hasLargeDenominators } from './large-denominators.ts';
import { PartRelations } from './part-relations.ts';
import { isBesideAll, type PlacedRow } from './placed-row.ts';
import { ShownNumbers } from './shown-numbers.ts';
import { tablesOf, type Unknown, UnknownNumbers } from './unknown-numbers.ts';
import { UnknownRows } from './unknown-rows.ts';

/** Everything that is public of a scenario: unknown numbers, and the relations between them that the public knows. */
export class GatewayView {
  readonly #played: PlayedScenario;
  readonly #numbers: UnknownNumbers;
  readonly #rows: UnknownRows;
  readonly #shown: ShownNumbers;
  readonly #relations: PartRelations;
  readonly #tables: number[];
  readonly #added = new Set<string>();
  readonly #parts = new Map<number, readonly number[]>();

  constructor(played: PlayedScenario) {
    const { scenario, known } = played;
    this.#played = played;
    this.#tables = tablesOf(scenario);
    const isLargeRatio = hasLargeDenominators(played);
    this.#numbers = new UnknownNumbers(scenario, { isLargeRatio });
    this.#rows = new UnknownRows(this.#numbers, scenario);
    this.#shown = new ShownNumbers(this.#numbers, { scenario, isLargeRatio });
    this.#relations = new PartRelations(this.#numbers, played);
    for (const at of known.keys()) this.#addRelease(at);
    this.#shown.settleZeros();
    relateDisparities(this.#numbers, played);
  }

  get unknowns(): readonly Unknown[] {
    return this.#numbers.list;
  }

  get relations(): readonly Relation[] {
    return this.#numbers.relations;
  }

  /** Relations that follow from shown cells, in addition to their numbers. */
  get shownRelations(): readonly Relation[] {
    return this.#numbers.shownRelations;
  }

  get contributors(): string[] {
    return [...new Set(this.unknowns.flatMap(({ owner }) => owner ?? []))].filter((owner) => owner !== own);
  }

  /** The number of cells of the current release to which some unknown numbers belong. */
  cellsOf(unknowns: readonly number[]): number {
    const at = this.#played.known.length - 1;
    const rows = new Set([
      `together@${at}`,
      ...[...(this.#played.known[at]?.rows ?? [])].map(([name, { since }]) => `${name}@${since}`),
    ]);
    const cells = unknowns.flatMap((each) => {
      const { row = '', key = '', isCell = false } = this.unknowns[each] ?? {};
      return isCell && rows.has(row) ? [`${row} ${key}`] : [];
    });
    return new Set(cells).size;
  }

  /** The rows that a sum over organizations includes. */
  partsOf(at: number): readonly number[] {
    return this.#parts.get(at) ?? [];
  }

  #addRelease(at: number): void {
    const cells = this.#cellsOf(at);
    const known = this.#played.known[at];
    if (!known) return;
    const rows: PlacedRow[] = [];
    for (const [name, { figures, since, summed }] of known.rows) {
      const those = cells.filter((cell) => cell.scope !== 'AGGREGATE' && this.#nameOf(cell) === name);
      const row = `${name}@${since}`;
      const isSeen = those.length > 0;
      if (!this.#added.has(row)) {
        const isOutside = isBesideAll(name, known.rows.keys());
        // Rows without a common total are decided separately.
        const beside = cells.some(({ scope }) => scope === 'AGGREGATE') ? cells : those;
        const showsZero = (key: string) =>
          !isOutside && showsZeroOf(key, { cells: beside, scenario: this.#played.scenario });
        const crossed = this.#crossedKeysOf(name, since);
        const owner = reporterOf(name).who;
        this.#rows.add({ row, figures, owner, isSeen, isWhole: true, showsZero, crossed });
        this.#added.add(row);
      }
      for (const cell of those) this.#shown.show(row, cell);
      rows.push({ row, name, figures, summed, since });
    }
    const together = cells.filter(({ scope }) => scope === 'AGGREGATE');
    if (together.length > 0)
      this.#addSum({ row: `together@${at}`, rows: rows.filter(({ summed }) => summed), together });
    this.#relations.addPlaces(rows);
    this.#relations.addOwn(at, rows);
  }

  /** The keys of two dimensions in the first release that lists some of a row. Null if none does. */
  #crossedKeysOf(name: string, since: number): ReadonlySet<string> | null {
    for (const [at, { rows }] of this.#played.known.entries()) {
      if (rows.get(name)?.since !== since) continue;
      const cells = this.#cellsOf(at).filter((cell) => cell.scope !== 'AGGREGATE' && this.#nameOf(cell) === name);
      const keys = crossedKeysOf(cells);
      if (keys) return keys;
    }
    return null;
  }

  /** The cells of a release that were visible at any time. An attacker who recorded them still has them after an organization is hidden. */
  #cellsOf(at: number): SeenCell[] {
    const everything = this.#played.seen.flatMap(({ releases }) => releases[at]?.cells.nodes ?? []);
    return [
      ...new Map(
        everything.map((cell) => [JSON.stringify([cell.scope, this.#nameOf(cell), cell.categories]), cell]),
      ).values(),
    ];
  }

  #nameOf({ organization, place }: SeenCell): string {
    const who = organization ? (this.#played.nameOf.get(organization.id) ?? '') : own;
    return place ? `${who}|${place.code}` : who;
  }

  /** The totals over organizations: for each combination of categories, the sum of the rows that report it. */
  #addSum(sum: { row: string; rows: readonly PlacedRow[]; together: readonly SeenCell[] }): void {
    const { row, rows, together } = sum;
    // Nobody can tell which crossed figures of an organization are not applicable.
    const has = ({ figures }: PlacedRow, key: string) =>
      says(figures, key) ||
      (key === '' && this.#rows.followsFromParts({ figures })) ||
      (key.includes('+') && figures.has(key));
    const parts = new Map(together.map((cell) => [keyOf(cell), rows.filter((each) => has(each, keyOf(cell)))]));
    const figures = new Map<string, Entry>(
      [...parts].map(([key, those]) => [
        key,
        {
          people: this.#tables.map((table) =>
            those.reduce((all, each) => all + this.#numbers.truthOf(each.row, key, table), 0),
          ),
          status: 'OBSERVED',
        },
      ]),
    );
    this.#rows.add({
      row,
      figures,
      owner: null,
      isSeen: true,
      isWhole: false,
      showsZero: (key) =>
        showsZeroOf(key, { cells: together, scenario: this.#played.scenario }) &&
        !(parts.get(key) ?? []).some((each) => hasBoundsIn(each.figures, key)),
      crossed: crossedKeysOf(together),
      rowsWithout: (whole) => rows.filter((each) => !has(each, whole)),
    });
    for (const [key, those] of parts) {
      for (const table of this.#tables) {
        const whole = this.#numbers.find(row, key, table);
        const parts = those.flatMap((each) => this.#numbers.find(each.row, key, table) ?? []);
        this.#numbers.equate(whole, parts);
        if (whole !== undefined) this.#parts.set(whole, parts);
      }
    }
    for (const { code, categories } of this.#played.scenario.dimensions) {
      for (const whole of ['', ...categories.map((category) => figureKey(code, category.code))]) {
        const those = rows.filter((each) => has(each, whole));
        for (const table of this.#tables) this.#setPartsOfLeft({ row, rows: those, left: `${whole || code}/`, table });
      }
    }
    for (const cell of together) this.#shown.show(row, cell);
  }

  /** The residual of categories in a sum is the sum of their residuals in each row. In a row that reports none of them, the residual is the whole figure. */
  #setPartsOfLeft(of: { row: string; rows: readonly PlacedRow[]; left: string; table: number }): void {
    const { row, rows, left, table } = of;
    const at = this.#numbers.find(row, left, table);
    if (at === undefined) return;
    const whole = left.slice(0, -1);
    const parts = rows.flatMap(
      (each) => this.#numbers.find(each.row, left, table) ?? this.#wholeOf(each, { whole, table }),
    );
    this.#parts.set(at, parts);
  }

  /** The number of a category without reported subcategories. A row that reports every outermost category has no residual. */
  #wholeOf({ row, figures }: PlacedRow, { whole, table }: { whole: string; table: number }): number[] {
    const at = whole.includes('/') && says(figures, whole) ? this.#numbers.find(row, whole, table) : undefined;
    return at === undefined ? [] : [at];
  }
}

/** Whether a report has bounds of a figure, or of a category that its total follows from. */
function hasBoundsIn(figures: Figures, key: string): boolean {
  if (key === '' && !says(figures, '')) return [...figures.values()].some(({ bounds }) => bounds !== undefined);
  return figures.get(key)?.bounds !== undefined;
}

/** The keys of two dimensions among cells. Null if there are none. */
function crossedKeysOf(cells: readonly SeenCell[]): ReadonlySet<string> | null {
  const keys = cells.filter(({ categories }) => categories.length > 1).map(keyOf);
  return keys.length > 0 ? new Set(keys) : null;
}
