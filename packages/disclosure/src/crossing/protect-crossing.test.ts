import { describe, expect, it } from 'vitest';
import type { LinkedSet } from '../linked-set.ts';
import { protect } from '../protect.ts';
import type { ProtectedSet } from '../result.ts';
import { attackEach, attackedSeeds, isLongAttack } from '../testing/attack-each.fixture.ts';
import { type CrossedCell, CrossingAttack, type CrossingKnowledge } from '../testing/crossing-attack.ts';
import { loadSolver } from '../testing/solver.ts';
import { marginProofs, marginsOf, randomCrossing } from './crossed-set.fixture.ts';
import { type CrossedSet, sumsOf, withLowest } from './crossed-set.ts';
import { protectCrossing } from './protect-crossing.ts';

const highs = await loadSolver();

/** What is published: the margins by their result, and the sums of a pattern. */
function knowledgeOf(
  { suppressions: { rows, totalRow } }: ProtectedSet,
  { isSuppressed, audience, lowestMargin }: Pick<CrossingKnowledge, 'isSuppressed' | 'audience' | 'lowestMargin'>,
): CrossingKnowledge {
  const cellsOf = (row: number) => (row === -1 ? totalRow : rows[row]);
  return {
    isSuppressed,
    audience,
    lowestMargin,
    isMarginSuppressed: (row, dimension, category) => cellsOf(row)?.parts[dimension]?.[category] != null,
    isTotalSuppressed: (row) => cellsOf(row)?.total != null,
  };
}

interface Outcome {
  published: number;
  withheld: number;
  ranges: number;
  narrowed: string[];
}

type Crossing = ReturnType<typeof randomCrossing>;

/** Attacks a crossing, as the public and as each contributor. Null if its margins or the crossing are not published. */
function attackCrossing({ tables, isFixed, lowest }: Crossing, change?: () => boolean[]): Outcome | null {
  const linked = marginsOf(tables, isFixed);
  const margins = protect(linked);
  const decision = margins.safe
    ? protectCrossing(tables, { margins: marginProofs(margins, linked), isFixed, lowest })
    : null;
  if (!margins.safe || !decision) return null;
  const isSuppressed = change?.() ?? decision.isSuppressed;
  const outcome: Outcome = {
    published: isSuppressed.filter((each) => !each).length,
    withheld: isSuppressed.filter((each) => each).length,
    ranges: 0,
    narrowed: [],
  };
  const known = withLowest(tables, { lowest: decision.lowest, sums: tables.map(sumsOf) });
  for (const [table, set] of known.entries()) attackTable(set, { table, linked, margins, isSuppressed, outcome });
  return outcome;
}

function attackTable(
  set: CrossedSet,
  attack: { table: number; linked: LinkedSet; margins: ProtectedSet; isSuppressed: boolean[]; outcome: Outcome },
): void {
  const { table, linked, margins, isSuppressed, outcome } = attack;
  const sums = sumsOf(set);
  const [, second] = set.size;
  const statusOf = (dimension: number, category: number) => linked.totalRowStatus?.parts[dimension]?.[category];
  const areZerosPublic = !set.hideZeros && linked.rows[0]?.tables.length === 1;
  const lowestMargin: CrossingKnowledge['lowestMargin'] = (dimension, category = 0) =>
    areZerosPublic && (dimension === undefined || statusOf(dimension, category) === 'UNDECIDED') ? 1 : 0;
  for (const audience of [null, ...set.rows.flatMap(({ contributor }) => contributor ?? [])]) {
    const knowledge = knowledgeOf(margins, { isSuppressed, audience, lowestMargin });
    using seen = new CrossingAttack(highs, { set, knowledge });
    const widest: CrossingKnowledge = {
      isSuppressed: sums.map((sum, cell) => sum > 0 || (set.lowest?.[cell] ?? 0) === 0),
      audience,
      isMarginSuppressed: () => false,
      isTotalSuppressed: () => false,
      lowestMargin: () => 0,
    };
    using possible = new CrossingAttack(highs, { set, knowledge: widest });
    for (const { row, dimension, category, lowest, highest, ...interval } of margins.intervals) {
      if (interval.audience !== audience || interval.table !== table) continue;
      const at = row === null ? -1 : linked.rows.findIndex(({ key }) => key === row);
      const [of, index] = [dimension, category].map((key) => Number(key?.split(' ')[1] ?? -1));
      const [least, most] = seen.rangeOf(
        (each) => (at === -1 || each.row === at) && (of === -1 || index === (of === 0 ? each.i : each.j)),
      );
      outcome.ranges++;
      if (least > lowest || most < highest)
        outcome.narrowed.push(`margin ${row} ${dimension} ${category}: ${least}..${most}`);
    }
    for (const row of [-1, ...set.rows.keys()]) {
      if (row >= 0 && set.rows[row]?.contributor === audience) continue;
      for (const [cell, count] of (row === -1 ? sums : (set.rows[row]?.counts ?? [])).entries()) {
        if (count >= set.threshold || (count === 0 && (row >= 0 || !set.hideZeros))) continue;
        const isCell = (each: CrossedCell) => (row === -1 || each.row === row) && each.i * second + each.j === cell;
        const [least, most] = seen.rangeOf(isCell);
        const [lowest, highest] = possible.rangeOf(isCell);
        outcome.ranges++;
        const isNarrowed = least > lowest || most < Math.min(set.threshold - 1, highest);
        if (isNarrowed)
          outcome.narrowed.push(
            `${audience}: row ${row} cell ${cell} is ${count}: ${least}..${most}, not ${lowest}..${highest}`,
          );
      }
    }
  }
}

describe('protectCrossing', () => {
  it('publishes every sum if no count is small', () => {
    const rows = [
      { contributor: 'A', counts: [30, 40, 50, 60] },
      { contributor: 'B', counts: [31, 41, 51, 61] },
    ];
    const set = { threshold: 10, hideZeros: false, size: [2, 2] as const, rows };
    expect(protectCrossing([set], { margins: [] })).toMatchObject({ isSuppressed: [false, false, false, false] });
  });

  it('suppresses a rectangle around a small sum', () => {
    const rows = [
      { contributor: 'A', counts: [4, 40, 50, 60, 70, 80] },
      { contributor: 'B', counts: [0, 41, 51, 61, 71, 81] },
      { contributor: 'C', counts: [0, 42, 52, 62, 72, 82] },
    ];
    const set = { threshold: 10, hideZeros: false, size: [2, 3] as const, rows };
    expect(protectCrossing([set], { margins: [] })).toEqual({
      isSuppressed: [true, true, false, true, true, false],
      lowest: [1, 1, 1, 1, 1, 1],
    });
  });

  it('suppresses zeros if they link the dimensions and would disclose a small margin', () => {
    const rows = [
      { contributor: 'A', counts: [20, 0, 0, 0, 60, 5] },
      { contributor: 'B', counts: [30, 0, 0, 0, 35, 34] },
      { contributor: 'C', counts: [40, 0, 0, 0, 45, 40] },
    ];
    const set = { threshold: 10, hideZeros: false, size: [2, 3] as const, rows };
    const linked = marginsOf([set]);
    const margins = protect(linked);
    if (!margins.safe) throw new Error('The margins can be protected.');
    // The 5 in the last column can fall and rise if people can be in any cell of the first and the last column.
    expect(protectCrossing([set], { margins: marginProofs(margins, linked) })).toEqual({
      isSuppressed: [true, false, true, true, false, true],
      lowest: [0, 0, 0, 0, 0, 0],
    });
  });

  it('narrows no small count of a margin, a row or a sum, for the public or another contributor', async () => {
    const seeds = attackedSeeds({ few: 8, many: 1000 });
    const attack = (seed: number) => attackCrossing(randomCrossing(seed));
    const outcomes = await attackEach({ title: 'linked crossings', seeds, attack });
    expect(outcomes.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    const sum = (field: 'published' | 'withheld' | 'ranges') => outcomes.reduce((all, each) => all + each[field], 0);
    expect([outcomes.length, sum('ranges'), sum('published'), sum('withheld')]).toEqual(
      isLongAttack ? [1000, 88_127, 2137, 6953] : [8, 479, 13, 49],
    );
  });

  it('would narrow small counts without complementary suppression', () => {
    const seeds = Array.from({ length: 8 }, (_, index) => index + 1);
    const primaryOnly =
      ({ tables, isFixed }: Crossing) =>
      () =>
        isFixed.map((each, cell) =>
          tables.reduce((isPrimary, set) => {
            const sum = sumsOf(set)[cell] ?? 0;
            return isPrimary || (sum < set.threshold && (sum > 0 || set.hideZeros));
          }, each),
        );
    const outcomes = seeds.map(randomCrossing).flatMap((each) => attackCrossing(each, primaryOnly(each)) ?? []);
    expect(outcomes.map(({ narrowed }) => narrowed.length > 0)).toEqual(seeds.map(() => true));
  });
});
