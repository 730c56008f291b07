import type { AlternativeTable } from './flow-network.ts';
import { cellRole, type IndexedSet } from './indexed-set.ts';
import { type ProtectionRequirement, type ProtectionRequirements, publicAudience } from './protection-requirements.ts';
import { isOnScale } from './scores.ts';

/** A suppression pattern and its proof. */
interface Claim {
  isSuppressed: (cell: number) => boolean;
  required: readonly ProtectionRequirement[];
}

/**
 * Cells whose protection a claim does not prove. Empty if the claim holds. The verification is independent of the
 * search. It compares each witness with the sums, the bounds and the published cells of the set. Every audience
 * requires a witness of each end that leaves its own rows unchanged.
 */
export function unprovenCells(requirements: ProtectionRequirements, { isSuppressed, required }: Claim): number[] {
  const { set } = requirements;
  const check = new TableCheck(set, isSuppressed);
  const contradicting = [...set.roles.keys()].filter((cell) => !check.respectsRole(cell));
  const claimed = new Map(required.map((requirement) => [keyOf(requirement), requirement]));
  const unproven = requirements.all().filter((requirement) => {
    const claim = claimed.get(keyOf(requirement));
    return (
      claim === undefined || !isSuppressed(requirement.sensitive.cell) || !isProven(claim, { requirements, check })
    );
  });
  return [...new Set([...contradicting, ...unproven.map(({ sensitive }) => sensitive.cell)])];
}

function keyOf({ sensitive: { cell, table, quantity }, rises }: ProtectionRequirement): string {
  return `${cell} ${table} ${quantity} ${rises}`;
}

function isProven(
  requirement: ProtectionRequirement,
  { requirements, check }: { requirements: ProtectionRequirements; check: TableCheck },
): boolean {
  const { set } = requirements;
  const { cell, table } = requirement.sensitive;
  const valid = requirement.witnesses
    .filter((witness) => check.isPossible(witness, table) && witness.count === check.valueIn(witness, { cell, table }))
    .map(({ cells, count }) => ({ count, changedContributors: set.contributorsOf(cells) }));
  const isProvenTo = (audience: number) => {
    const required = requirements.requiredCount(requirement, audience);
    return valid.some(
      ({ count, changedContributors }) =>
        !changedContributors.includes(audience) && (requirement.rises ? count >= required : count <= required),
    );
  };
  if (!isProvenTo(publicAudience)) return false;
  const owner = set.contributorOf(cell);
  return set.contributors.every((_, audience) => {
    if (audience === owner) return true;
    return requirement.unattainableFor.includes(audience) ? set.isInTotalRow(cell) : isProvenTo(audience);
  });
}

/** Compares alternative tables with public knowledge about the true table. */
class TableCheck {
  readonly #set: IndexedSet;
  readonly #isSuppressed: (cell: number) => boolean;
  readonly #sums: Float64Array;

  constructor(set: IndexedSet, isSuppressed: (cell: number) => boolean) {
    const { rowCount, layout } = set;
    this.#set = set;
    this.#isSuppressed = isSuppressed;
    this.#sums = new Float64Array((rowCount + 1) * layout.columns.length + layout.width);
  }

  /** Whether a cell is suppressed or published as its role requires. */
  respectsRole(cell: number): boolean {
    const role = this.#set.roles[cell];
    if (role === cellRole.published) return !this.#isSuppressed(cell);
    return role !== cellRole.suppressed || this.#isSuppressed(cell);
  }

  /** Value of a cell in an alternative table. */
  valueIn({ cells, values }: AlternativeTable, { cell, table }: { cell: number; table: number }): number {
    return values[cells.indexOf(cell)] ?? this.#set.tables[table]?.[cell] ?? Number.NaN;
  }

  /**
   * Whether public knowledge allows a table. The true table adds up, so the changes must add up to zero in every sum.
   */
  isPossible(alternative: AlternativeTable, table: number): boolean {
    const { cells, values } = alternative;
    const { tables, lower, upper } = this.#set;
    const isAllowed = cells.every((cell, index) => {
      const value = values[index] ?? Number.NaN;
      const isWithinBounds = value >= (lower[table]?.[cell] ?? 0) && value <= (upper[table]?.[cell] ?? 0);
      return Number.isSafeInteger(value) && isWithinBounds && this.#isSuppressed(cell);
    });
    if (!isAllowed || new Set(cells).size !== cells.length) return false;
    const addsUp = this.#addsUp(
      cells,
      values.map((value, index) => value - (tables[table]?.[cells[index] ?? -1] ?? 0)),
    );
    const { scores } = this.#set;
    if (!addsUp || scores === null || table > 0) return addsUp;
    const alternativeSums = alternative.scores ?? [];
    return (
      isOnScale(alternative, this.#set) &&
      this.#addsUp(
        cells,
        alternativeSums.map((sum, index) => sum - (scores.sums[cells[index] ?? -1] ?? 0)),
      )
    );
  }

  /** Whether changes of cells add up to 0 in every sum. */
  #addsUp(cells: readonly number[], changes: readonly number[]): boolean {
    const sums = cells.flatMap((cell, index) => this.#addToSums(cell, changes[index] ?? 0));
    const holds = sums.every((sum) => this.#sums[sum] === 0);
    for (const sum of sums) this.#sums[sum] = 0;
    return holds;
  }

  /**
   * Adds a change to the sums of the cell: those of its row by dimension, and that of its column. Returns their
   * indexes.
   */
  #addToSums(cell: number, change: number): number[] {
    const { rowCount, hasTotalRow, layout } = this.#set;
    const { columns, dimensionAt, width } = layout;
    const row = Math.floor(cell / width);
    const column = cell % width;
    const dimension = dimensionAt[column] ?? -1;
    const sumsOfRow = columns.map((_, index) => row * columns.length + index);
    const changed = dimension < 0 ? sumsOfRow : sumsOfRow.slice(dimension, dimension + 1);
    for (const sum of changed) this.#add(sum, dimension < 0 ? -change : change);
    if (!hasTotalRow) return changed;
    const sumOfColumn = (rowCount + 1) * columns.length + column;
    this.#add(sumOfColumn, row === rowCount ? -change : change);
    return [...changed, sumOfColumn];
  }

  #add(sum: number, amount: number): void {
    this.#sums[sum] = (this.#sums[sum] ?? 0) + amount;
  }
}
