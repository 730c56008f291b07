import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkedSets } from './linked-set.fixture.ts';
import type { LinkedSet } from './linked-set.ts';
import { addressesOf, denominatorsOf, listOf, sensitiveQuantitiesOf, statusesOf } from './linked-set-cells.fixture.ts';
import { protect } from './protect.ts';
import { proofFaults } from './witness-check.fixture.ts';

describe('protect of random sets', () => {
  it('suppresses and proves sensitive quantities, respects every status, and suppresses nothing without need', () => {
    fc.assert(
      fc.property(linkedSets, (set) => {
        const result = protect(set);
        if (!result.safe) {
          const hasSmallDenominator = denominatorsOf(set).some((each) => each > 0 && each < set.threshold);
          expect(hasSmallDenominator || statusesOf(set).includes('PUBLISHED')).toBe(true);
          // A random set can have several cells that cannot be protected.
          expect(result.cells).not.toEqual([]);
          return;
        }
        expect(proofFaults(set, result)).toEqual([]);
        const proven = result.intervals
          .filter(({ audience }) => audience === null)
          .map(
            ({ row, dimension, category, table, quantity }) =>
              `${JSON.stringify({ row, dimension, category })} ${table} ${quantity}`,
          );
        const sensitive = sensitiveQuantitiesOf(set);
        expect(proven.sort()).toEqual(sensitive.sort());
        const suppressions = listOf(result.suppressions);
        statusesOf(set).forEach((status, index) => {
          if (status === 'PUBLISHED') expect(suppressions[index]).toBeNull();
          if (status === 'SUPPRESSED' || status === 'NEVER_PUBLISHED') expect(suppressions[index]).toBe('FIXED');
        });
        if (sensitive.length === 0)
          expect(suppressions.filter((each) => each !== 'FIXED' && each !== null)).toEqual([]);
        expect(result.unprotected.every(({ row }) => row === null)).toBe(true);
      }),
    );
  });

  it('returns a result that does not depend on the order of rows, dimensions and categories', () => {
    const withOrder = linkedSets.chain((set) =>
      fc.record({ set: fc.constant(set), order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }) }),
    );
    fc.assert(
      fc.property(withOrder, ({ set, order }) => {
        expect(suppressionByAddress(reordered(set, order))).toEqual(suppressionByAddress(set));
      }),
    );
  });

  it('returns the same result every time', () => {
    fc.assert(
      fc.property(linkedSets, (set) => {
        expect(protect(set)).toEqual(protect(set));
      }),
    );
  });
});

function suppressionByAddress(set: LinkedSet): Map<string, unknown> {
  const result = protect(set);
  if (!result.safe) return new Map(result.cells.map((cell) => [JSON.stringify(cell), 'DISCLOSED']));
  const addresses = addressesOf(set).map((address) => JSON.stringify(address));
  return new Map(listOf(result.suppressions).map((suppression, index) => [addresses[index] ?? '', suppression]));
}

/** The same set with rows, dimensions and categories in another order. */
function reordered(set: LinkedSet, order: readonly number[]): LinkedSet {
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((each, index) => ({ each, rank: order[index] ?? 0 }))
      .sort((left, right) => left.rank - right.rank)
      .map(({ each }) => each);
  const inOrder = <T>({ total, parts }: { total: T; parts: T[][] }) => ({ total, parts: shuffle(parts.map(shuffle)) });
  return {
    ...set,
    dimensions: shuffle(set.dimensions.map((each) => ({ ...each, categories: shuffle(each.categories) }))),
    rows: shuffle(
      set.rows.map((row) => ({
        ...row,
        tables: row.tables.map(inOrder),
        ...(row.lowest && { lowest: row.lowest.map(inOrder) }),
        ...(row.publicDenominators && { publicDenominators: inOrder(row.publicDenominators) }),
        ...(row.status && { status: inOrder(row.status) }),
      })),
    ),
    ...(set.totalRowStatus && { totalRowStatus: inOrder(set.totalRowStatus) }),
  };
}
