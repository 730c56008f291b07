import { describe, expect, it } from 'vitest';
import { type CrossedSet, type MarginWitness, sumsOf, withLowest } from './crossed-set.ts';
import { areProvenBy } from './crossing-verification.ts';
import { changedSums, findJointChange, type TableChange } from './joint-change.ts';

const lowest = [1, 1, 1, 1];
/** One person moves from the first to the second category of both dimensions. */
const witness: MarginWitness = { rows: [{ first: [-1, 1], second: [-1, 1] }] };
const requirement = { kind: 'MARGINS', witness, audience: null } as const;
const requirements = [0, 1].map((table) => ({ table, requirement }));

/** Tables of two rows and columns of one contributor. */
function crossed(...counts: number[][]): { tables: CrossedSet[]; lowest: number[] } {
  const tables = counts.map((each): CrossedSet => {
    const rows = [{ contributor: 'A', counts: each }];
    return { threshold: 3, hideZeros: false, size: [2, 2], rows };
  });
  return { tables: withLowest(tables, { lowest, sums: tables.map(sumsOf) }), lowest };
}

function sumsAfter(given: ReturnType<typeof crossed>): number[][] | undefined {
  const suppressed = new Uint8Array(4).fill(1);
  const changes = findJointChange(given, { requirements, suppressed, maySuppress: false });
  if (!changes) return undefined;
  expect(areProvenBy(changes, { ...given, isSuppressed: suppressed })).toBe(true);
  return changedSums(given.tables, changes);
}

describe('findJointChange', () => {
  it('changes each table as if it were alone, if somebody remains in each suppressed cell', () => {
    // (0, 0) loses one person in both tables, and (1, 1) wins one.
    expect(sumsAfter(crossed([2, 9, 9, 9], [2, 9, 9, 9]))).toEqual([
      [1, 9, 9, 10],
      [1, 9, 9, 10],
    ]);
  });

  it('keeps somebody in a suppressed cell in one of the tables', () => {
    // The second table can only empty (0, 0), so that the first one keeps its person there and takes others.
    expect(sumsAfter(crossed([1, 9, 9, 9], [1, 0, 0, 9]))).toEqual([
      [1, 8, 8, 11],
      [0, 0, 0, 10],
    ]);
  });

  it('finds nothing if both tables would have to leave a suppressed cell without people', () => {
    expect(sumsAfter(crossed([1, 0, 0, 9], [1, 0, 0, 9]))).toBeUndefined();
  });

  it('suppresses no more if it finds nothing', () => {
    const suppressed = Uint8Array.from([1, 0, 0, 0]);
    const search = { requirements, suppressed, maySuppress: true };
    expect(findJointChange(crossed([1, 0, 0, 9], [1, 0, 0, 9]), search)).toBeUndefined();
    expect([...suppressed]).toEqual([1, 0, 0, 0]);
  });
});

describe('areProvenBy', () => {
  const change = [Float64Array.from([-1, 0, 0, 1])];
  const changes: TableChange[] = requirements.map((each) => ({ ...each, change }));
  const isSuppressed = new Uint8Array(4).fill(1);

  it('rejects alternatives of several tables that leave a suppressed cell without people', () => {
    const given = crossed([1, 9, 9, 9], [1, 9, 9, 9]);
    expect(changes.map((each) => areProvenBy([each], { ...given, isSuppressed }))).toEqual([true, true]);
    expect(areProvenBy(changes, { ...given, isSuppressed })).toBe(false);
    expect(areProvenBy(changes, { ...given, lowest: [0, 0, 0, 0], isSuppressed })).toBe(true);
  });

  it('rejects alternatives that change a published cell in one of the tables', () => {
    const given = crossed([5, 9, 9, 9], [5, 9, 9, 9]);
    expect(areProvenBy(changes, { ...given, isSuppressed: Uint8Array.from([1, 1, 1, 0]) })).toBe(false);
  });
});
