import type { LinkedSet } from '../linked-set.ts';
import type { ProtectedSet, Witness } from '../result.ts';
import { Random } from '../testing/random.ts';
import { type CrossedSet, type MarginWitness, sumsOf, withLowest } from './crossed-set.ts';
import type { MarginProof } from './protect-crossing.ts';

/** A random crossed set, the same for the same seed, with small counts and zeros in many cells. */
function randomCrossedSet(seed: number): CrossedSet {
  const random = new Random(seed);
  const size = [random.integer(2, 4), random.integer(2, 4)] as const;
  const shares = Array.from({ length: size[0] * size[1] }, () => (random.chance(0.15) ? 0 : random.next() ** 2));
  const rows = Array.from({ length: random.integer(2, 6) }, (_, row) => {
    const people = Math.exp(2 + random.next() * 4);
    const counts = shares.map((share) => (random.chance(0.1) ? 0 : Math.floor(share * people * (0.3 + random.next()))));
    return { contributor: `organization ${row}`, counts };
  });
  return { threshold: random.one([3, 5, 10, 10]), hideZeros: random.chance(0.1), size, rows };
}

/**
 * The tables of a random crossing and the cells that are never published: one table or two, in which a suppressed cell
 * is somebody in one of them, and sometimes a residual category of each dimension.
 */
export function randomCrossing(seed: number): { tables: CrossedSet[]; isFixed: boolean[]; lowest: number[] } {
  const random = new Random(seed);
  const one = randomCrossedSet(seed);
  const other = {
    ...one,
    rows: one.rows.map(({ contributor, counts }) => ({
      contributor,
      counts: counts.map((count) => (random.chance(0.3) ? 0 : random.integer(0, 2 * count + 3))),
    })),
  };
  const sets = random.chance(0.5) ? [one, other] : [one];
  const hasResidual = random.chance(0.4);
  const [first, second] = one.size;
  const isFixed = sumsOf(one).map(
    (_sum, cell) => hasResidual && (Math.floor(cell / second) === first - 1 || cell % second === second - 1),
  );
  const lowest = isFixed.map((isNeverPublished) => (one.hideZeros || isNeverPublished ? 0 : 1));
  return { tables: withLowest(sets, { lowest, sums: sets.map(sumsOf) }), isFixed, lowest };
}

/** The margins of the tables of a crossing, as a linked set of two dimensions. */
export function marginsOf(tables: readonly CrossedSet[], isFixed: readonly boolean[] = []): LinkedSet {
  const [{ threshold, hideZeros, size, rows }] = tables as [CrossedSet];
  const [first, second] = size;
  const isResidual = (dimension: number, category: number) =>
    category === (size[dimension] ?? 0) - 1 && isFixed.includes(true);
  const status = {
    total: 'UNDECIDED' as const,
    parts: [first, second].map((length, dimension) =>
      Array.from({ length }, (_, category) =>
        isResidual(dimension, category) ? ('NEVER_PUBLISHED' as const) : ('UNDECIDED' as const),
      ),
    ),
  };
  return {
    threshold,
    hideZeros,
    dimensions: size.map((length, dimension) => ({
      key: `dimension ${dimension}`,
      categories: Array.from({ length }, (_, category) => `category ${category}`),
    })),
    rows: rows.map(({ contributor }, row) => ({
      key: `row ${row}`,
      contributor,
      status,
      tables: tables.map((set) => {
        const counts = set.rows[row]?.counts ?? [];
        const sum = (isPart: (cell: number) => boolean) =>
          counts.reduce((all, count, at) => all + (isPart(at) ? count : 0), 0);
        const parts = [
          Array.from({ length: first }, (_, i) => sum((cell) => Math.floor(cell / second) === i)),
          Array.from({ length: second }, (_, j) => sum((cell) => cell % second === j)),
        ];
        return { total: sum(() => true), parts };
      }),
    })),
    hasTotalRow: true,
    totalRowStatus: status,
  };
}

/** The witnesses that protect the margins, as changes. */
export function marginProofs({ intervals }: ProtectedSet, linked: LinkedSet): MarginProof[] {
  return intervals.flatMap(({ table, lowestWitness, highestWitness, audience }) =>
    [lowestWitness, highestWitness].map((witness) => ({
      audience,
      changes: [{ table, witness: changesOf(witness, { linked, table }) }],
    })),
  );
}

function changesOf(
  witness: Witness,
  { linked: { rows, dimensions }, table }: { linked: LinkedSet; table: number },
): MarginWitness {
  const changes = (row: LinkedSet['rows'][number], dimension: number) =>
    (dimensions[dimension]?.categories ?? []).map((category, index) => {
      const cell = witness.find(
        (each) => each.row === row.key && each.dimension === dimensions[dimension]?.key && each.category === category,
      );
      return cell ? cell.value - (row.tables[table]?.parts[dimension]?.[index] ?? 0) : 0;
    });
  return { rows: rows.map((row) => ({ first: changes(row, 0), second: changes(row, 1) })) };
}
