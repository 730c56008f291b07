import { type Figures, figureKey, own, type People, type ScenarioDimension } from './gateway-scenario.ts';
import type { PlayedScenario, SeenCell } from './gateway-world.ts';
import type { Relation } from './whole-numbers.ts';

/** A number of people that is true of a reporter, of what organizations make together, or of those with none of them. */
export interface Unknown {
  name: string;
  /** What it is of, and in which table. */
  key: string;
  /** Whose row it is of; null for sums and what is left of them. */
  owner: string | null;
  truth: number;
  /** The number where some release shows it. */
  shown: number | null;
  /** The least that the public knows it to be, by itself. */
  least: number;
  /** The most that the public knows it to be, by itself: where it cannot be withheld. */
  settled: boolean;
  /** Whether a small one is a secret. */
  secret: boolean;
}

/** Everything that is public of a scenario, as unknown numbers and what is known to hold between them. */
export class GatewayView {
  readonly unknowns: Unknown[] = [];
  readonly relations: Relation[] = [];
  readonly #played: PlayedScenario;
  readonly #tables: number[];
  readonly #isLargeRatio: boolean;
  /** By whose, since which release, of what, and in which table. */
  readonly #at = new Map<string, number>();

  constructor(played: PlayedScenario) {
    this.#played = played;
    this.#tables = played.scenario.kind === 'COUNT' ? [0] : [0, 1];
    this.#isLargeRatio = !played.known.some(({ rows }) =>
      [...rows.values()].some(({ figures }) => this.#hasSmallDenominator(figures)),
    );
    for (const at of played.known.keys()) this.#addRelease(at);
  }

  get contributors(): string[] {
    return [...new Set(this.unknowns.flatMap(({ owner }) => owner ?? []))].filter((owner) => owner !== own);
  }

  #addRelease(at: number): void {
    const cells = this.#cellsOf(at);
    const known = this.#played.known[at];
    if (!known) return;
    const organizations: { row: string; figures: Figures }[] = [];
    for (const [name, { figures, since }] of known.rows) {
      const those = cells.filter((cell) => this.#nameOf(cell) === name && cell.scope !== 'TOGETHER');
      if (those.length === 0) continue;
      const row = `${name}@${since}`;
      if (since === at) this.#addRow({ row, figures, owner: name });
      for (const cell of those) this.#show(row, cell);
      if (name !== own) organizations.push({ row, figures });
    }
    const together = cells.filter(({ scope }) => scope === 'TOGETHER');
    if (together.length > 0) this.#addSum(at, { organizations, together });
    const mine = known.rows.get(own);
    if (mine) this.#addRest(at, { organizations, own: { row: `${own}@${mine.since}`, figures: mine.figures } });
  }

  /** The cells of a release as it was last read; that they do not change is looked at elsewhere. */
  #cellsOf(at: number): SeenCell[] {
    return this.#played.seen.at(-1)?.releases[at]?.cells.nodes ?? [];
  }

  #nameOf({ organization }: SeenCell): string {
    return organization ? (this.#played.nameOf.get(organization.id) ?? '') : own;
  }

  /** What a reporter says, and what its categories leave. */
  #addRow({ row, figures, owner }: { row: string; figures: Figures; owner: string | null }): void {
    for (const [key, people] of figures) this.#add({ row, key, owner, people, isCell: true });
    for (const dimension of this.#played.scenario.dimensions) this.#addLeft({ row, figures, owner, dimension });
  }

  #addLeft(left: { row: string; figures: Figures; owner: string | null; dimension: ScenarioDimension }): void {
    const { row, figures, owner, dimension } = left;
    const keys = dimension.categories.map((category) => figureKey(dimension.code, category));
    const said = keys.filter((key) => figures.has(key));
    const isWhole = dimension.exhaustive && said.length === keys.length;
    const key = figureKey(dimension.code, '');
    const people = this.#tables.map((table) => {
      const number = (of: string) => figures.get(of)?.[table] ?? 0;
      return number('') - said.reduce((sum, of) => sum + number(of), 0);
    });
    if (!isWhole) this.#add({ row, key, owner, people, isCell: false });
    // What is not split at all is left as a whole: that is the total again.
    for (const table of said.length === 0 ? this.#tables : []) {
      const left = this.unknowns[this.#index(row, key, table)];
      if (left) left.secret = false;
    }
    for (const table of this.#tables) {
      const parts = [...said, ...(isWhole ? [] : [key])].map((of) => [this.#index(row, of, table), 1] as const);
      this.relations.push({ terms: [...parts, [this.#index(row, '', table), -1]], least: 0, most: 0 });
    }
  }

  #add(number: { row: string; key: string; owner: string | null; people: People; isCell: boolean }): void {
    const { row, key, owner, people, isCell } = number;
    const { hidesZeros, kind } = this.#played.scenario;
    const sum = people.reduce((left, right) => left + right, 0);
    for (const table of this.#tables) {
      const truth = people[table] ?? 0;
      const isSure = isCell && !hidesZeros && (kind === 'COUNT' || (table === 0 && this.#isLargeRatio));
      this.#at.set(JSON.stringify([row, key, table]), this.unknowns.length);
      this.unknowns.push({
        name: `${row} ${key || 'total'}${kind === 'RATIO' ? ` (${table === 0 ? 'counted' : 'others'})` : ''}`,
        key: JSON.stringify([key, table]),
        owner,
        truth,
        shown: null,
        least: isSure ? Math.min(1, truth) : 0,
        settled: isCell && !hidesZeros && sum === 0,
        secret: isCell || truth > 0,
      });
    }
    if (kind === 'RATIO' && isCell) {
      const terms = this.#tables.map((table) => [this.#index(row, key, table), 1] as const);
      this.relations.push({ terms, least: Math.min(1, sum), most: Number.POSITIVE_INFINITY });
    }
  }

  #show(row: string, cell: SeenCell): void {
    if (cell.suppressed) return;
    const [of] = cell.categories;
    const key = of ? figureKey(of.dimension.code, of.code) : '';
    const { value, numerator, denominator } = cell;
    const people =
      this.#played.scenario.kind === 'COUNT' ? [value] : [numerator, Number(denominator ?? 0) - Number(numerator ?? 0)];
    for (const table of this.#tables) {
      const unknown = this.unknowns[this.#index(row, key, table)];
      if (unknown) unknown.shown = Number(people[table] ?? 0);
    }
  }

  /** What organizations make together, as those who see the release know: the sum of the rows in it. */
  #addSum(
    at: number,
    sum: { organizations: readonly { row: string; figures: Figures }[]; together: readonly SeenCell[] },
  ): void {
    const { organizations, together } = sum;
    const row = `together@${at}`;
    const keys = [...new Set(organizations.flatMap(({ figures }) => [...figures.keys()]))];
    const lefts = this.#played.scenario.dimensions.map(({ code }) => figureKey(code, ''));
    for (const key of [...keys, ...lefts]) {
      const parts = organizations.filter((each) => this.#at.has(JSON.stringify([each.row, key, 0])));
      if (parts.length === 0) continue;
      const people = this.#tables.map((table) =>
        parts.reduce((total, part) => total + (this.unknowns[this.#index(part.row, key, table)]?.truth ?? 0), 0),
      );
      this.#add({ row, key, owner: null, people, isCell: keys.includes(key) });
      for (const table of this.#tables) {
        const terms = parts.map((part) => [this.#index(part.row, key, table), 1] as const);
        this.relations.push({ terms: [...terms, [this.#index(row, key, table), -1]], least: 0, most: 0 });
      }
    }
    for (const cell of together) this.#show(row, cell);
  }

  /**
   * What is left of the ecosystem's own figure, where its organizations are parts of it. People who are counted once are at
   * most all that organizations have, and no fewer than any of them has.
   */
  #addRest(
    at: number,
    release: { organizations: readonly { row: string; figures: Figures }[]; own: { row: string; figures: Figures } },
  ): void {
    const { organizations, own: mine } = release;
    if (organizations.length === 0) return;
    const isOnce = this.#played.scenario.counts === 'PEOPLE_UNDUPLICATED';
    if (isOnce) {
      this.#addOnce({ organizations, own: mine });
      return;
    }
    const rests = [...mine.figures.keys()].map((key) => {
      const parts = organizations.filter(({ figures }) => figures.has(key));
      const people = this.#tables.map((table) => {
        const all = parts.reduce((sum, { figures }) => sum + (figures.get(key)?.[table] ?? 0), 0);
        return (mine.figures.get(key)?.[table] ?? 0) - all;
      });
      return { key, parts, people, isOfAll: parts.length === organizations.length };
    });
    const isWhole = rests.every(({ people }) => people.every((number) => number >= 0));
    if (!isWhole) return;
    for (const { key, parts, people, isOfAll } of rests) {
      this.#add({ row: `rest@${at}`, key: `${key}/`, owner: null, people, isCell: false });
      for (const table of this.#tables) {
        const rest = this.#index(`rest@${at}`, `${key}/`, table);
        const unknown = this.unknowns[rest];
        if (unknown && !isOfAll) unknown.secret = false;
        const terms = parts.map((part) => [this.#index(part.row, key, table), 1] as const);
        this.relations.push({
          terms: [...terms, [rest, 1], [this.#index(mine.row, key, table), -1]],
          least: 0,
          most: 0,
        });
      }
    }
  }

  /** People who are counted once: none of their organizations has more than all together, and these no more than the sum. */
  #addOnce(release: { organizations: readonly { row: string }[]; own: { row: string; figures: Figures } }): void {
    const { organizations, own: mine } = release;
    const most = Number.POSITIVE_INFINITY;
    const truth = (at: number) => this.unknowns[at]?.truth ?? 0;
    const lefts = this.#played.scenario.dimensions.map(({ code }) => figureKey(code, ''));
    const all = [...mine.figures.keys(), ...lefts].flatMap((key) =>
      this.#tables.flatMap((table) => {
        const whole = this.#at.get(JSON.stringify([mine.row, key, table]));
        const parts = organizations.flatMap(({ row }) => this.#at.get(JSON.stringify([row, key, table])) ?? []);
        return whole === undefined ? [] : [{ whole, parts }];
      }),
    );
    // Where a late report contradicts what was said before it, nobody would rely on either rule.
    const isAbove = all.every(({ whole, parts }) => parts.every((part) => truth(part) <= truth(whole)));
    const isOpen = this.#played.scenario.closed.size === 0;
    for (const { whole, parts } of all) {
      for (const part of isAbove ? parts : []) {
        this.relations.push({
          terms: [
            [whole, 1],
            [part, -1],
          ],
          least: 0,
          most,
        });
      }
      const isOfAll = parts.length === organizations.length && isOpen;
      if (!isOfAll || parts.reduce((sum, part) => sum + truth(part), 0) < truth(whole)) continue;
      this.relations.push({ terms: [...parts.map((part) => [part, 1] as const), [whole, -1]], least: 0, most });
    }
  }

  #index(row: string, key: string, table: number): number {
    const found = this.#at.get(JSON.stringify([row, key, table]));
    if (found === undefined) throw new Error(`${row} has no ${key}`);
    return found;
  }

  #hasSmallDenominator(figures: Figures): boolean {
    const { threshold, kind } = this.#played.scenario;
    if (kind === 'COUNT') return false;
    const sums = [...figures.values()].map((people) => people.reduce((left, right) => left + right, 0));
    return sums.some((sum) => sum > 0 && sum < threshold);
  }
}
