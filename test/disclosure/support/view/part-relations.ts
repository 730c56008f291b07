import type { PlayedScenario } from '../gateway-world.ts';
import { figureKey, own, reporterOf, says } from '../scenario/gateway-scenario.ts';
import { versionOf } from '../scenario/scenario-version.ts';
import { isBesideAll, type PlacedRow } from './placed-row.ts';
import { tablesOf, type UnknownNumbers } from './unknown-numbers.ts';
import { saysAsMuch } from './unknown-rows.ts';

/** Adds the relations between figures of which one is a part of the other: of places, and of the ecosystem itself. */
export class PartRelations {
  readonly #numbers: UnknownNumbers;
  readonly #played: PlayedScenario;
  readonly #tables: number[];

  constructor(numbers: UnknownNumbers, played: PlayedScenario) {
    this.#numbers = numbers;
    this.#played = played;
    this.#tables = tablesOf(played.scenario);
  }

  /** The figures of a reporter at its places are parts of its figure of all places. */
  addPlaces(rows: readonly PlacedRow[]): void {
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
   * Everyone still concludes that the whole has as many people as its parts have figures about somebody.
   */
  #atMost({ whole, parts, key }: { whole: PlacedRow; parts: readonly PlacedRow[]; key: string }): void {
    const tables = this.#peopleTables.map((table) => {
      const at = this.#numbers.find(whole.row, key, table);
      const those = parts.flatMap(({ row }) => this.#numbers.find(row, key, table) ?? []);
      const sum = those.reduce((all, each) => all + (this.#numbers.list[each]?.truth ?? 0), 0);
      return { at, those, isTrue: at === undefined || sum <= (this.#numbers.list[at]?.truth ?? 0) };
    });
    // Which places there are is public in any case, except for those that are released after the figure of all places.
    const isLate = parts.some(({ name, since }) => reporterOf(name).place !== null && since > whole.since);
    const areParts = tables.every(({ isTrue }) => isTrue);
    for (const { at, those } of tables) {
      if (at === undefined || those.length === 0) continue;
      const known = those.reduce((sum, each) => sum + (this.#numbers.list[each]?.least ?? 0), 0);
      if (!areParts && known > (this.#numbers.list[at]?.truth ?? 0)) continue;
      const ofParts = areParts ? those.map((each) => [each, -1] as const) : [];
      const terms = [...ofParts, [at, 1] as const];
      const atLeast = { least: areParts ? 0 : known, most: Number.POSITIVE_INFINITY };
      // Nobody in a category that does not apply is nobody at any place, whether the place is released or not.
      if (isLate && !this.#numbers.list[at]?.settled) this.#numbers.relateShown(terms, atLeast);
      else this.#numbers.relate(terms, atLeast);
    }
  }

  /**
   * The residual of the ecosystem's own figure, if its organizations are parts of it. People who are counted once are at most the
   * sum of the organizations' figures, and at least the largest of them.
   */
  addOwn(at: number, rows: readonly PlacedRow[]): void {
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
        (table) =>
          (people[table] ?? 0) - parts.reduce((all, each) => all + this.#numbers.truthOf(each.row, key, table), 0),
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
        (table) => this.#numbers.list[this.#numbers.find(row, '', table) ?? -1]?.shown ?? null,
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
      this.#numbers.list.some(({ name, secret, shown }) => name.startsWith(`${row} `) && (secret || shown !== null)),
    );
    for (const key of new Set([...mine.figures.keys(), ...lefts])) {
      for (const part of organizations) {
        if (this.#isComparable(key, { whole: mine, part })) this.#atMost({ whole: mine, parts: [part], key });
      }
      for (const table of this.#tables) {
        const whole = this.#numbers.find(mine.row, key, table);
        const parts = organizations.flatMap(({ row }) => this.#numbers.find(row, key, table) ?? []);
        const sum = parts.reduce((all, part) => all + (this.#numbers.list[part]?.truth ?? 0), 0);
        if (
          whole === undefined ||
          !isOfAll ||
          !isOpen ||
          parts.length < organizations.length ||
          sum < (this.#numbers.list[whole]?.truth ?? 0)
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
}
