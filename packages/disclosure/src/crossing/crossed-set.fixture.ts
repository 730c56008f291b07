import type { LinkedSet } from '../linked-set.ts';
import type { ProtectedSet, Witness } from '../result.ts';
import { Random } from '../testing/random.ts';
import type { CrossedSet } from './crossed-set.ts';
import type { MarginProof } from './protect-crossing.ts';

/** A random crossed set, the same for the same seed, with small counts and zeros in many cells. */
export function randomCrossedSet(seed: number): CrossedSet {
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

/** The margins of a crossed set, as a linked set of two dimensions. */
export function marginsOf({ threshold, hideZeros, size, rows }: CrossedSet): LinkedSet {
  const [first, second] = size;
  return {
    threshold,
    hideZeros,
    dimensions: size.map((length, dimension) => ({
      key: `dimension ${dimension}`,
      categories: Array.from({ length }, (_, category) => `category ${category}`),
    })),
    rows: rows.map(({ contributor, counts }, row) => {
      const sum = (isPart: (cell: number) => boolean) =>
        counts.reduce((all, count, at) => all + (isPart(at) ? count : 0), 0);
      const parts = [
        Array.from({ length: first }, (_, i) => sum((cell) => Math.floor(cell / second) === i)),
        Array.from({ length: second }, (_, j) => sum((cell) => cell % second === j)),
      ];
      return { key: `row ${row}`, contributor, tables: [{ total: sum(() => true), parts }] };
    }),
    hasTotalRow: true,
  };
}

/** The witnesses that protect the margins, as changes. */
export function marginProofs({ intervals }: ProtectedSet, linked: LinkedSet): MarginProof[] {
  return intervals.flatMap(({ lowestWitness, highestWitness, audience }) =>
    [lowestWitness, highestWitness].map((witness) => ({ audience, witness: changesOf(witness, linked) })),
  );
}

function changesOf(witness: Witness, { rows, dimensions }: LinkedSet): MarginProof['witness'] {
  const changes = (row: LinkedSet['rows'][number], dimension: number) =>
    (dimensions[dimension]?.categories ?? []).map((category, index) => {
      const cell = witness.find(
        (each) => each.row === row.key && each.dimension === dimensions[dimension]?.key && each.category === category,
      );
      return cell ? cell.value - (row.tables[0]?.parts[dimension]?.[index] ?? 0) : 0;
    });
  return { rows: rows.map((row) => ({ first: changes(row, 0), second: changes(row, 1) })) };
}
