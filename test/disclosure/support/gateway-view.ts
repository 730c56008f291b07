import { hasBounds } from './cells-of-figure.ts';
import { relateDisparities } from './disparity-leaks.ts';
import type { SeenCell } from './gateway-reader.ts';
import { type Entry, type Figures, figureKey, own, ratios, reporterOf, says } from './gateway-scenario.ts';
import type { PlayedScenario } from './gateway-world.ts';
import { keyOf, peopleIn, showsZeroOf } from './published-cells.ts';
import { versionOf } from './scenario-version.ts';
import { saysAsMuch, tablesOf, type Unknown, UnknownNumbers } from './unknown-numbers.ts';
import type { Relation } from './whole-numbers.ts';

/** A row of a release, as rows of unknown numbers. */
interface PlacedRow {
  row: string;
  name: string;
  figures: Figures;
  summed: boolean;
  /** The release that first contained the row. */
  since: number;
}

/** Everything that is public of a scenario: unknown numbers, and the relations between them that the public knows. */
export class GatewayView {
  readonly #played: PlayedScenario;
  readonly #numbers: UnknownNumbers;
  readonly #tables: number[];
  readonly #added = new Set<string>();
  readonly #parts = new Map<number, readonly number[]>();
  /** Whether all denominators are known to be large. */
  readonly #isLargeRatio: boolean;
  /** Published numerators of 0. */
  readonly #zeros = new Set<number>();
  /** Rows with a suppressed cell whose denominator is shown. */
  readonly #largeRows = new Set<string>();

  constructor(played: PlayedScenario) {
    const { scenario, known } = played;
    this.#played = played;
    this.#tables = tablesOf(scenario);
    this.#isLargeRatio = !known.some(
      ({ rows }) => this.#hasSmallRest(rows) || [...rows.values()].some(({ figures }) => this.#hasSmallWhole(figures)),
    );
    this.#numbers = new UnknownNumbers(scenario, { isLargeRatio: this.#isLargeRatio });
    for (const at of known.keys()) this.#addRelease(at);
    this.#settleZeros();
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
        this.#numbers.addRow({ row, figures, owner, isSeen, isWhole: true, showsZero, crossed });
        this.#added.add(row);
      }
      for (const cell of those) this.#show(row, cell);
      rows.push({ row, name, figures, summed, since });
    }
    const together = cells.filter(({ scope }) => scope === 'AGGREGATE');
    if (together.length > 0)
      this.#addSum({ row: `together@${at}`, rows: rows.filter(({ summed }) => summed), together });
    this.#addPlaces(rows);
    this.#addOwn(at, rows);
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

  #show(row: string, cell: SeenCell): void {
    if (cell.suppressed) {
      this.#showDenominator(row, cell);
      return;
    }
    if (cell.status === 'NOT_APPLICABLE') this.#showNobody(row, cell);
    if (cell.status !== 'OBSERVED') return;
    if (hasBounds(cell)) {
      this.#showBounds(row, cell);
      return;
    }
    if (this.#played.scenario.kind === 'PERCENT') {
      this.#showPercentage(row, cell);
      return;
    }
    const people = peopleIn(cell, this.#played.scenario);
    for (const table of this.#tables) {
      const at = this.#numbers.find(row, keyOf(cell), table);
      const unknown = at === undefined ? undefined : this.unknowns[at];
      if (!unknown) continue;
      if (unknown.truth !== people[table])
        throw new Error(`${unknown.name} is shown as ${people[table]}, not ${unknown.truth}`);
      unknown.shown = unknown.truth;
      if (table === 0 && unknown.truth === 0 && at !== undefined) this.#zeros.add(at);
    }
  }

  /** A figure of two dimensions that is shown as not applicable is 0. Statuses of single dimensions are public anyway. */
  #showNobody(row: string, cell: SeenCell): void {
    const key = keyOf(cell);
    if (!key.includes('+')) return;
    for (const table of this.#tables) {
      const unknown = this.unknowns[this.#numbers.find(row, key, table) ?? -1];
      if (unknown) unknown.shown = 0;
    }
  }

  /**
   * The denominator of a suppressed cell is the sum of its two numbers. It is shown only if every denominator is large, so that a
   * numerator of 0 would be published unless zeros are hidden.
   */
  #showDenominator(row: string, cell: SeenCell): void {
    const [counted, others] = this.#tables.map((table) => this.#numbers.find(row, keyOf(cell), table));
    const denominator = cell.denominator ?? cell.base;
    if (denominator === null || counted === undefined || others === undefined) return;
    const sum = Number(denominator);
    const terms = [counted, others].map((at) => [at, 1] as const);
    this.#numbers.relateShown(terms, { least: sum, most: sum });
    const numerator = this.unknowns[counted];
    if (!numerator || this.#played.scenario.hidesZeros) return;
    numerator.least = Math.max(numerator.least, Math.min(1, numerator.truth));
    this.#largeRows.add(row);
  }

  /**
   * Published numerators of 0 beside large denominators would be published in any case. Where denominators are shown, they are
   * assumed to be public, and so is a residual of nobody, which is their difference.
   */
  #settleZeros(): void {
    const { kind, hidesZeros } = this.#played.scenario;
    if (!ratios.includes(kind) || hidesZeros) return;
    for (const unknown of this.unknowns) {
      const { row, key } = unknown;
      const isNobody = this.#tables.every((table) => this.#truthOf(row, key, table) === 0);
      if (this.#largeRows.has(row) && key.endsWith('/') && isNobody) unknown.settled = true;
    }
    for (const at of this.#zeros) {
      const unknown = this.unknowns[at];
      if (unknown && (this.#isLargeRatio || this.#largeRows.has(unknown.row))) unknown.settled = true;
    }
  }

  /** Bounds of a count, and the base of a percentage. The bounds of a percentage are known anyway. */
  #showBounds(row: string, cell: SeenCell): void {
    const [counted, others] = this.#tables.map((table) => this.#numbers.find(row, keyOf(cell), table));
    if (counted === undefined) return;
    const { lowerBound, upperBound, base } = cell;
    if (this.#played.scenario.kind === 'PERCENT') {
      if (others === undefined || base === null) return;
      this.#numbers.relateShown(
        [counted, others].map((at) => [at, 1] as const),
        { least: base, most: base },
      );
      return;
    }
    const most = upperBound == null ? Number.POSITIVE_INFINITY : Number(upperBound);
    this.#numbers.relateShown([[counted, 1]], { least: Number(lowerBound ?? 0), most });
  }

  /** A whole percentage of a base implies a range of the numerator. */
  #showPercentage(row: string, cell: SeenCell): void {
    const [counted, others] = this.#tables.map((table) => this.#numbers.find(row, keyOf(cell), table));
    if (counted === undefined || others === undefined) return;
    const [percent, base] = [Number(cell.value), Number(cell.base)];
    const one = [[counted, 1] as const];
    this.#numbers.relateShown([...one, [others, 1]], { least: base, most: base });
    const [least, most = 0] = [-0.5, 0.5].map((rounding) => ((percent + rounding) * base) / 100);
    if (most < 1) this.#zeros.add(counted);
    this.#numbers.relateShown(one, { least: Math.ceil((least ?? 0) - 1e-9), most: Math.floor(most + 1e-9) });
  }

  /** The totals over organizations: for each combination of categories, the sum of the rows that report it. */
  #addSum(sum: { row: string; rows: readonly PlacedRow[]; together: readonly SeenCell[] }): void {
    const { row, rows, together } = sum;
    // Nobody can tell which crossed figures of an organization are not applicable.
    const has = ({ figures }: PlacedRow, key: string) =>
      says(figures, key) ||
      (key === '' && this.#numbers.followsFromParts({ figures })) ||
      (key.includes('+') && figures.has(key));
    const parts = new Map(together.map((cell) => [keyOf(cell), rows.filter((each) => has(each, keyOf(cell)))]));
    const figures = new Map<string, Entry>(
      [...parts].map(([key, those]) => [
        key,
        {
          people: this.#tables.map((table) =>
            those.reduce((all, each) => all + this.#truthOf(each.row, key, table), 0),
          ),
          status: 'OBSERVED',
        },
      ]),
    );
    this.#numbers.addRow({
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
    for (const cell of together) this.#show(row, cell);
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

  /** The figures of a reporter at its places are parts of its figure of all places. */
  #addPlaces(rows: readonly PlacedRow[]): void {
    const isOnce = this.#isOnce;
    for (const whole of rows.filter(({ name }) => reporterOf(name).place === null)) {
      const those = rows.filter(({ name }) => name.startsWith(`${whole.name}|`));
      for (const key of whole.figures.keys()) {
        const groups = isOnce ? those.map((each) => [each]) : [those];
        for (const group of groups) this.#atMost({ whole, parts: group, key });
      }
    }
  }

  /**
   * Relations that the sum of parts is at most the whole, if this is true: if it is, nobody was counted elsewhere. If it is true
   * in one table only, the figures are of different times, and an attacker who notices this does not assume that they are parts.
   */
  #atMost({ whole, parts, key }: { whole: PlacedRow; parts: readonly PlacedRow[]; key: string }): void {
    const tables = this.#peopleTables.map((table) => {
      const at = this.#numbers.find(whole.row, key, table);
      const those = parts.flatMap(({ row }) => this.#numbers.find(row, key, table) ?? []);
      const sum = those.reduce((all, each) => all + (this.unknowns[each]?.truth ?? 0), 0);
      return { at, those, isTrue: at === undefined || sum <= (this.unknowns[at]?.truth ?? 0) };
    });
    if (tables.some(({ isTrue }) => !isTrue)) return;
    // Which places there are is public in any case, except for those that are released after the figure of all places.
    const isLate = parts.some(({ name, since }) => reporterOf(name).place !== null && since > whole.since);
    for (const { at, those } of tables) {
      if (at === undefined || those.length === 0) continue;
      const terms = [...those.map((each) => [each, -1] as const), [at, 1] as const];
      const atLeast = { least: 0, most: Number.POSITIVE_INFINITY };
      if (isLate) this.#numbers.relateShown(terms, atLeast);
      else this.#numbers.relate(terms, atLeast);
    }
  }

  /**
   * The residual of the ecosystem's own figure, if its organizations are parts of it. People who are counted once are at most the
   * sum of the organizations' figures, and at least the largest of them.
   */
  #addOwn(at: number, rows: readonly PlacedRow[]): void {
    const mine = rows.find(({ name }) => name === own);
    const names = rows.map(({ name }) => name);
    const organizations = rows.filter(({ name }) => reporterOf(name).who !== own && !isBesideAll(name, names));
    if (!mine || organizations.length === 0) return;
    if (this.#isOnce) this.#addOnce({ organizations, mine, isOfAll: !this.#hasLost(at, { organizations, mine }) });
    else if (!this.#evidentlyOverlap({ organizations, mine })) this.#addRest(at, { organizations, mine });
  }

  #addRest(at: number, { organizations, mine }: { organizations: readonly PlacedRow[]; mine: PlacedRow }): void {
    for (const [key, { people }] of mine.figures) {
      const parts = organizations.filter(({ figures }) => says(figures, key));
      const left = this.#tables.map(
        (table) => (people[table] ?? 0) - parts.reduce((all, each) => all + this.#truthOf(each.row, key, table), 0),
      );
      // A residual in one table only would disclose less: an attacker who finds that the figures overlap does not assume that they are parts.
      if (!says(mine.figures, key) || left.some((number) => number < 0)) continue;
      const row = `rest@${at}`;
      const isOfAll = parts.length === organizations.length;
      this.#numbers.add({ row, key: `rest of ${key}`, owner: null, people: left, isCell: false, isSecret: isOfAll });
      for (const table of this.#tables) {
        const those = [
          ...parts.map((part) => this.#numbers.find(part.row, key, table)),
          this.#numbers.find(row, `rest of ${key}`, table),
        ];
        this.#numbers.equate(this.#numbers.find(mine.row, key, table), those);
      }
    }
  }

  /** Whether the totals show that some people are counted by several organizations. */
  #evidentlyOverlap({ organizations, mine }: { organizations: readonly PlacedRow[]; mine: PlacedRow }): boolean {
    const shown = ({ row }: PlacedRow) => {
      const numbers = this.#tables.map(
        (table) => this.unknowns[this.#numbers.find(row, '', table) ?? -1]?.shown ?? null,
      );
      return numbers.includes(null) ? null : numbers.reduce<number>((all, number) => all + (number ?? 0), 0);
    };
    const all = shown(mine);
    return all !== null && organizations.reduce((sum, each) => sum + (shown(each) ?? 0), 0) > all;
  }

  /** People who are counted once: no organization has more of them than the total, and the total is at most the sum of the organizations. */
  #addOnce(of: { organizations: readonly PlacedRow[]; mine: PlacedRow; isOfAll: boolean }): void {
    const { organizations, mine, isOfAll } = of;
    const most = Number.POSITIVE_INFINITY;
    const lefts = this.#played.scenario.dimensions.map(({ code }) => figureKey(code, ''));
    const isOpen = organizations.every(({ row }) =>
      this.unknowns.some(({ name, secret, shown }) => name.startsWith(`${row} `) && (secret || shown !== null)),
    );
    for (const key of new Set([...mine.figures.keys(), ...lefts])) {
      for (const part of organizations) {
        if (this.#isComparable(key, { whole: mine, part })) this.#atMost({ whole: mine, parts: [part], key });
      }
      for (const table of this.#tables) {
        const whole = this.#numbers.find(mine.row, key, table);
        const parts = organizations.flatMap(({ row }) => this.#numbers.find(row, key, table) ?? []);
        const sum = parts.reduce((all, part) => all + (this.unknowns[part]?.truth ?? 0), 0);
        if (
          whole === undefined ||
          !isOfAll ||
          !isOpen ||
          parts.length < organizations.length ||
          sum < (this.unknowns[whole]?.truth ?? 0)
        )
          continue;
        this.#numbers.relate([...parts.map((part) => [part, 1] as const), [whole, -1]], { least: 0, most });
      }
    }
  }

  /**
   * Whether a report that an earlier release contains beside the same figure of the ecosystem is in this release no longer. It was
   * voided, or its organization was closed: then nobody knows that the others are everyone whom the ecosystem counts.
   */
  #hasLost(at: number, { organizations, mine }: { organizations: readonly PlacedRow[]; mine: PlacedRow }): boolean {
    const now = new Set(organizations.map(({ name }) => name));
    const earlier = this.#played.known.slice(mine.since, at).flatMap(({ rows }) => {
      const names = [...rows.keys()].filter((name) => reporterOf(name).who !== own);
      return names.filter((name) => !isBesideAll(name, names));
    });
    return earlier.some((name) => !now.has(name) && !now.has(reporterOf(name).who));
  }

  /** The residual of categories is a part of their residual in another row only if both rows report the same number of them. */
  #isComparable(key: string, { whole, part }: { whole: PlacedRow; part: PlacedRow }): boolean {
    const dimension = this.#played.scenario.dimensions.find(({ code }) => key.startsWith(`${code}/`));
    return !key.endsWith('/') || dimension === undefined || saysAsMuch(part.figures, whole.figures, dimension);
  }

  /** The tables of numbers of people, without scores. */
  get #peopleTables(): readonly number[] {
    return this.#played.scenario.kind === 'RATED' ? [0] : this.#tables;
  }

  get #isOnce(): boolean {
    return versionOf(this.#played.scenario).countingUnit === 'PEOPLE_UNDUPLICATED';
  }

  #truthOf(row: string, key: string, table: number): number {
    return this.unknowns[this.#numbers.find(row, key, table) ?? -1]?.truth ?? 0;
  }

  #hasSmallWhole(figures: Figures): boolean {
    return [...figures.values()].some(({ people }) => this.#isSmallWhole(wholeOf(people)));
  }

  /** Whether the denominators of the ecosystem's own figure and of its organizations differ by a small number. */
  #hasSmallRest(rows: ReadonlyMap<string, { figures: Figures }>): boolean {
    const mine = rows.get(own)?.figures ?? new Map<string, Entry>();
    const organizations = [...rows].filter(([name]) => reporterOf(name).who !== own && !isBesideAll(name, rows.keys()));
    return [...mine].some(([key, { people }]) => {
      const parts = organizations.map(([, { figures }]) => wholeOf(figures.get(key)?.people ?? []));
      return this.#isSmallWhole(parts.reduce((rest, part) => rest - part, wholeOf(people)));
    });
  }

  #isSmallWhole(whole: number): boolean {
    const { threshold, kind } = this.#played.scenario;
    return ratios.includes(kind) && whole > 0 && whole < threshold;
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

/** The denominator of a ratio. */
function wholeOf(people: readonly number[]): number {
  return people.reduce((left, right) => left + right, 0);
}

/** Whether a row is of a place, beside one of all places by the same reporter, or the ecosystem's beside organizations. */
function isBesideAll(name: string, names: Iterable<string>): boolean {
  const { who, place } = reporterOf(name);
  return place !== null && (who === own || [...names].includes(who));
}
