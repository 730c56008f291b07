import { breakdownKey } from '../../indicator/index.ts';
import { tellsBesideOwn } from './beside-own.ts';
import { lateBesideStated, leastCohort } from './late-beside-stated.ts';
import { type DecisionRules, LinkedRelease, type SetDecision } from './linked-release.ts';
import { closedSums, fixedTotals, type PreviousRelease } from './previous-release.ts';
import { ReleaseSums } from './release-sums.ts';
import { RowHistory } from './row-history.ts';
import {
  type DecidedCell,
  type DecidedRow,
  isOwn,
  type ReportedRow,
  type Reporting,
  rowKey,
  type SuppressionReason,
} from './rows.ts';
import { isOverlapping } from './stated-total.ts';
import type { AddingVersion } from './together.ts';
import { decideCells, decided, saysPeople, withholdAll } from './verdict.ts';

/** What a release is decided by. */
export interface ReleaseInput extends DecisionRules {
  version: DecisionRules['version'] & AddingVersion;
  /** What the verified reports of the version and period say, with a row for each reporter and place. */
  reported: readonly ReportedRow[];
  /** The current release of the version and period, which this one replaces; null where it is the first. */
  previous: PreviousRelease | null;
}

/** What a release shows and withholds. */
export interface ReleaseDecision {
  rows: DecidedRow[];
  /** The figures that the organizations make together, where they add up; none where the ecosystem itself says them. */
  together: DecidedCell[];
  /** Whose reports are left for a later release: too few of them are new to hide among each other. */
  waiting: Reporting[];
  /** How many sums one contributor could narrow by what it knows, since no choice of cells prevents it. */
  unprotected: number;
  /** Whether any of its figures says how many people it is about. */
  isOfPeople: boolean;
}

/**
 * Decides what a release shows. Rows that are what the current release shows keep what was decided of them. The others are
 * decided together, those whose sums are published as one linked set (see {@link protect}): at first all of them; later,
 * late and corrected reports, whose sums are what the published sums grow by. Of those there are at least three
 * organizations, unless nothing in them is small; otherwise they wait, since a sum before and after tells what few of them
 * say. What was withheld stays withheld.
 *
 * Figures that say no number of people are shown. Those of people that are split by two dimensions at once, by a category
 * that has others within it, or by place beside the figure of all places, stand outside what is decided together and are
 * withheld, unless they follow from what is shown. What an organization says that is closed to those who see the release is
 * in no sum.
 *
 * Not looked at are other versions and indicators that are about the same people, and places that lie within each other:
 * who publishes keeps those apart.
 */
export function decideRelease(input: ReleaseInput): ReleaseDecision {
  return new ReleaseDecider(input).decide();
}

class ReleaseDecider {
  readonly #input: ReleaseInput;
  readonly #history: RowHistory;
  readonly #linked: LinkedRelease;
  readonly #sums: ReleaseSums;
  readonly #rows: DecidedRow[] = [];
  readonly #waiting: Reporting[] = [];
  #unprotected = 0;

  constructor(input: ReleaseInput) {
    this.#input = input;
    this.#history = new RowHistory(input.previous?.rows ?? []);
    this.#linked = new LinkedRelease(input, (row) => this.#history.settledOf(row));
    this.#sums = new ReleaseSums(input, this.#history);
  }

  decide(): ReleaseDecision {
    const changed = this.#input.reported.filter((row) => !this.#history.isSame(row) || this.#sums.joins(row));
    const { measures } = this.#linked;
    const everything = [...this.#input.reported, ...(this.#input.previous?.rows ?? [])];
    const isOfPeople = everything.some(({ cells }) => cells.some((cell) => saysPeople(cell, measures)));
    const together = isOfPeople ? this.#decidePeople(changed) : this.#showAll(changed);
    const rows = this.#everyRow().map((row) => ({ ...row, summed: this.#sums.has(row) }));
    return { rows, together, waiting: this.#waiting, unprotected: this.#unprotected, isOfPeople };
  }

  #showAll(changed: readonly ReportedRow[]): DecidedCell[] {
    this.#take(this.#linked.showAll(changed));
    if (!this.#sums.adds || this.#sums.isStated) return [];
    return this.#sums.of(this.#everyRow()).map((cell) => decided(cell, null));
  }

  #decidePeople(changed: readonly ReportedRow[]): DecidedCell[] {
    const outside = changed.filter((row) => this.#sums.isBesideAll(row));
    for (const row of outside) this.#rows.push(this.#outside(row));
    const told = changed.filter((row) => this.#isBesideOwnPlace(row));
    this.#wait(told);
    const others = changed.filter((row) => !outside.includes(row) && !told.includes(row));
    const summed = others.filter((row) => this.#sums.isPart(row));
    const alone = others.filter((row) => row.organizationId !== null && !summed.includes(row));
    const own = others.filter((row) => row.organizationId === null);
    this.#decideEach(alone);
    if (this.#sums.adds && this.#sums.isStated) {
      this.#decideStated({ summed, own });
      return [];
    }
    const together = this.#sums.adds ? this.#decideSummed(summed) : [];
    if (!this.#sums.adds) this.#decideEach(summed);
    this.#decideOwn(own);
    return together;
  }

  /** What an organization says of a place is beside what the ecosystem said of it, and leaves what the two do not share. */
  #isBesideOwnPlace(row: ReportedRow): boolean {
    const before = this.#input.previous?.rows ?? [];
    return !isOwn(row) && row.place !== null && before.some((each) => isOwn(each) && each.place === row.place);
  }

  /** Rows of which each stands for itself: all of them, or one after the other; one that cannot be shown safely waits. */
  #decideEach(rows: readonly ReportedRow[]): void {
    const found = rows.map((row) => ({ row, alone: this.#linked.decide([row], { totals: false }) }));
    const shown = found.flatMap(({ alone }) => alone?.rows ?? []);
    const isSafe = found.every(({ alone }) => alone !== undefined) && !this.#isBoundByOwn(shown);
    for (const { row, alone } of found) {
      if (alone && (isSafe || !this.#isBoundByOwn(alone.rows))) this.#take(alone);
      else this.#wait([row]);
    }
  }

  /** Whether what the current release shows of the ecosystem itself would tell on rows to be added, or they on it. */
  #isBoundByOwn(rows: readonly DecidedRow[]): boolean {
    const own = this.#keptRows().filter(isOwn);
    const keys = new Set(rows.map(rowKey));
    const others = this.#everyRow().filter((row) => !keys.has(rowKey(row)));
    const organizations = [...others, ...rows].filter((row) => !isOwn(row));
    return this.#bounds({ own, organizations });
  }

  /** The ecosystem's own rows, where they are not what the organizations' come to. */
  #decideOwn(rows: readonly ReportedRow[]): void {
    for (const row of rows) {
      const found = this.#linked.decide([row], { totals: false });
      if (!found) {
        this.#wait([row]);
        continue;
      }
      const organizations = this.#everyRow().filter((each) => !isOwn(each));
      if (!this.#bounds({ own: found.rows, organizations })) this.#take(found);
      else this.#rows.push(this.#withheld(row, 'COMPLEMENTARY'));
    }
  }

  #bounds({ own, organizations }: { own: readonly DecidedRow[]; organizations: readonly DecidedRow[] }): boolean {
    const known = (row: DecidedRow) => ({ cells: row.cells, truth: this.#sums.truthOf(row)?.cells });
    const { columns, measures } = this.#linked;
    const { threshold, hideZeros } = this.#input;
    // Who says nothing of all places has what it says of each.
    const everywhere = organizations.filter((row) => !this.#sums.isBesideAll(row)).map(known);
    return own
      .filter(({ place }) => place === null)
      .some((row) =>
        tellsBesideOwn({ own: known(row), organizations: everywhere }, { columns, measures, threshold, hideZeros }),
      );
  }

  /**
   * Rows that add up to what the ecosystem itself says. What is left of it beside them is a row that nobody sees. Where
   * they are no parts of it, since some people are with several, each stands for itself; and where that cannot be told from
   * the totals, what the ecosystem says is withheld, so that no rest can be taken from it. After the first release the
   * stated figure, and what is corrected, change only where nothing is withheld: two stated figures and what lies between
   * them tell too much.
   */
  #decideStated({ summed, own }: { summed: readonly ReportedRow[]; own: readonly ReportedRow[] }): void {
    const changed = [...summed, ...own];
    const stated = own.find(({ place }) => place === null);
    if (this.#input.previous === null && stated) {
      const found = this.#linked.decide(summed, { totals: true, stated });
      if (found) this.#take(found);
      else {
        this.#decideEach(summed);
        const alone = this.#linked.decide([stated], { totals: false })?.rows[0];
        const rows = this.#everyRow().filter((row) => !isOwn(row));
        const tells = !alone || !isOverlapping({ stated: alone, rows }, this.#linked.measures);
        if (tells) this.#rows.push(this.#withheld(stated, 'LAST_RESORT'));
        else this.#decideOwn([stated]);
      }
      this.#decideOwn(own.filter((row) => row !== stated));
      return;
    }
    const keys = new Set(changed.map(rowKey));
    const kept = this.#keptRows().filter((row) => !keys.has(rowKey(row)));
    const isOpen = kept.every(({ cells }) => cells.every(({ suppressed }) => !suppressed));
    if (isOpen && this.#linked.isPlain([...kept, ...changed])) {
      this.#take(this.#linked.showAll(changed));
      return;
    }
    const late = lateBesideStated(changed, {
      ...this.#input,
      history: this.#history,
      sums: this.#sums,
      linked: this.#linked,
    });
    this.#take(late);
    const taken = new Set(late?.rows.map(rowKey));
    this.#wait(changed.filter((row) => !taken.has(rowKey(row))));
  }

  /** Rows whose sums are published: all of them at first, then what comes later as a set of its own. */
  #decideSummed(rows: readonly ReportedRow[]): DecidedCell[] {
    const { previous } = this.#input;
    if (rows.length === 0 || this.#sums.hasLost(previous)) {
      this.#wait(rows);
      return this.#keptTogether();
    }
    const isClosed = closedSums(previous, rows);
    const found = this.#linked.decide(rows, { totals: true, fixedTotals: (columns) => fixedTotals(columns, isClosed) });
    const organizations = new Set(rows.map(({ organizationId }) => organizationId));
    const isCohort = previous === null || found?.plain || organizations.size >= leastCohort;
    if (!found && previous === null) return this.#withholdEverything(rows);
    if (!found?.totals || !isCohort) {
      this.#wait(rows);
      return this.#keptTogether();
    }
    this.#take(found);
    const { measures } = this.#linked;
    const { columns, totals: reasons } = found;
    const everyone = this.#everyRow();
    const unknown = this.#sums.unknown(everyone);
    return decideCells(this.#sums.of(everyone), { reasons, columns, measures }).map((cell) => {
      const isOpen = cell.suppressed || !(isClosed(cell) || unknown.has(breakdownKey(cell.categories)));
      return isOpen ? cell : decided(cell, 'FIXED');
    });
  }

  /** A first release that cannot be made safe shows that there are reports, and no figure of theirs. */
  #withholdEverything(rows: readonly ReportedRow[]): DecidedCell[] {
    this.#rows.push(...rows.map((row) => this.#withheld(row, 'LAST_RESORT')));
    return withholdAll(this.#sums.of(this.#everyRow()), this.#withholding('LAST_RESORT'));
  }

  /**
   * The sums where nothing comes to them. Where somebody closed to those who see this release had a part in them, they are
   * withheld: what all others say, taken from them, would be what that one said.
   */
  #keptTogether(): DecidedCell[] {
    const { previous } = this.#input;
    if (previous === null || previous.together.length === 0)
      return this.#sums.of(this.#everyRow()).map((cell) => decided(cell, null));
    const isClosed = this.#sums.hasLost(previous);
    return previous.together.map((cell) => decided(cell, cell.suppressed || isClosed ? 'FIXED' : null));
  }

  /** What the current release shows of reporters that this one does not decide anew. */
  #keptRows(): DecidedRow[] {
    const now = new Set(this.#rows.map(rowKey));
    const before = (this.#input.previous?.rows ?? []).filter((row) => !now.has(rowKey(row)));
    return before.map(({ organizationId, place, summed, cells }) => {
      const kept = cells.map((cell) => decided(cell, cell.suppressed ? 'FIXED' : null));
      return { organizationId, place, origin: 'KEPT' as const, summed, cells: kept };
    });
  }

  #everyRow(): DecidedRow[] {
    return [...this.#keptRows(), ...this.#rows];
  }

  #take(found: SetDecision | undefined): void {
    if (!found) return;
    this.#rows.push(...found.rows);
    this.#unprotected += found.unprotected;
  }

  #wait(rows: readonly ReportedRow[]): void {
    this.#waiting.push(...rows.map(({ organizationId, place }) => ({ organizationId, place })));
  }

  #withheld({ organizationId, place, cells }: ReportedRow, reason: SuppressionReason): DecidedRow {
    const withheld = withholdAll(cells, this.#withholding(reason));
    return { organizationId, place, origin: 'NEW', summed: false, cells: withheld };
  }

  /**
   * A row of which nobody is told anything, zeros neither: were they shown, the other places would be known to have somebody,
   * and each of them no more than what those leave.
   */
  #outside({ organizationId, place, cells }: ReportedRow): DecidedRow {
    const withheld = withholdAll(cells, { ...this.#withholding('OUTSIDE'), hideZeros: true });
    return { organizationId, place, origin: 'NEW', summed: false, cells: withheld };
  }

  #withholding(reason: SuppressionReason) {
    return { measures: this.#linked.measures, hideZeros: this.#input.hideZeros, reason };
  }
}
