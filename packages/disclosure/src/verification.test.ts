import { describe, expect, it } from 'vitest';
import { IndexedSet } from './indexed-set.ts';
import { patternOf, protectedSet, setOf } from './linked-set.fixture.ts';
import { type IndexedWitness, type ProtectionRequirement, ProtectionRequirements } from './protection-requirements.ts';
import { ProtectionSearch } from './protection-search.ts';
import { safeResult } from './safe-result.ts';
import { unprovenCells } from './verification.ts';
import { proofFaults } from './witness-check.fixture.ts';

/** One sensitive cell, the first part of the first row; a row has four cells. */
const set = setOf([
  [4, 30, 40],
  [50, 60, 70],
  [80, 90, 20],
  [33, 44, 55],
]);
const sensitiveCell = 1;

/** A completed search. Each test gets its own, because it falsifies the proofs. */
function completedSearch({ suppressAll = false } = {}) {
  const requirements = new ProtectionRequirements(new IndexedSet(set));
  const search = new ProtectionSearch(requirements, { suppressAll });
  expect(search.protectAll()).toEqual([]);
  return { requirements, search };
}

/** Unproven cells after the requirements were falsified, or with another set of suppressed cells. */
function unproven(
  falsify: (required: ProtectionRequirement[]) => void,
  isSuppressed?: (cell: number) => boolean,
): number[] {
  const { requirements, search } = completedSearch();
  search.removeRedundant();
  falsify(search.required);
  return unprovenCells(requirements, {
    isSuppressed: isSuppressed ?? ((cell) => search.pattern.has(cell)),
    required: search.required,
  });
}

/** Falsifies each witness of the first requirement. */
const withWitness =
  (falsify: (witness: IndexedWitness) => Partial<IndexedWitness>) => (required: ProtectionRequirement[]) => {
    for (const first of required.slice(0, 1)) {
      first.witnesses = first.witnesses.map((witness) => ({ ...witness, ...falsify(witness) }));
    }
  };

describe('unprovenCells', () => {
  it('accepts the proofs of a completed search', () => {
    expect(unproven(() => undefined)).toEqual([]);
  });

  it.each<[string, (witness: IndexedWitness) => Partial<IndexedWitness>]>([
    ['violates a sum', ({ values }) => ({ values: values.map((value, index) => (index === 1 ? value + 1 : value)) })],
    ['does not have the claimed count', () => ({ cells: [], values: [] })],
    [
      'has values that are not integers',
      ({ values }) => ({ values: values.map((value, index) => value + (index % 2 ? 0.5 : -0.5)) }),
    ],
    ['lists a cell twice', ({ cells, values }) => ({ cells: [...cells, ...cells], values: [...values, ...values] })],
    ['changes a published cell', ({ cells }) => ({ cells: cells.map((cell) => (cell % 4 === 2 ? cell + 1 : cell)) })],
    [
      'has 0 in a suppressed cell while zeros are published',
      ({ values, count }) => ({ values: values.map((value) => (value === count ? 0 : value)), count: 0 }),
    ],
  ])('rejects a witness that %s', (_case, falsify) => {
    expect(unproven(withWitness(falsify))).toEqual([sensitiveCell]);
  });

  it('rejects a requirement without a witness', () => {
    expect(unproven((required) => required.splice(0, 1))).toEqual([sensitiveCell]);
  });

  it('rejects a witness whose count is not as low or as high as required', () => {
    expect(
      unproven((required) => {
        for (const requirement of required) {
          requirement.witnesses = [{ cells: [], values: [], count: 4, changedContributors: [] }];
        }
      }),
    ).toEqual([sensitiveCell]);
  });

  it('ignores the claim of a witness about the contributors whose rows it changes', () => {
    const falsify = (required: ProtectionRequirement[]) => {
      for (const requirement of required) {
        const [first] = requirement.witnesses;
        requirement.witnesses = first ? [{ ...first, changedContributors: [] }] : [];
      }
    };
    expect(unproven(falsify)).toEqual([sensitiveCell]);
  });

  it('rejects the claim that a cell outside the total row cannot be protected from a contributor', () => {
    const falsify = (required: ProtectionRequirement[]) => {
      for (const requirement of required) {
        requirement.witnesses = requirement.witnesses.slice(0, 1);
        requirement.unattainableFor = [0, 1, 2, 3];
      }
    };
    expect(unproven(falsify)).toEqual([sensitiveCell]);
  });

  it('rejects a pattern that publishes a sensitive cell', () => {
    expect(
      unproven(
        () => undefined,
        () => false,
      ),
    ).toEqual([sensitiveCell]);
  });

  it('rejects a pattern that suppresses a zero while zeros are published', () => {
    const requirements = new ProtectionRequirements(new IndexedSet(setOf([[0, 30]])));
    expect(unprovenCells(requirements, { isSuppressed: (cell) => cell === 1, required: [] })).toEqual([1]);
  });
});

describe('a search that suppresses every eligible cell', () => {
  it('marks complementary suppressions as LAST_RESORT, with valid proofs', () => {
    const { requirements, search } = completedSearch({ suppressAll: true });
    const result = protectedSet(safeResult(requirements, { search, lastResort: true }));
    expect(proofFaults(set, result)).toEqual([]);
    expect(patternOf(result)).toEqual(['LSLL', 'LLLL', 'LLLL', 'LLLL', 'LLLL']);
  });

  it('publishes redundant cells afterward, and its proofs remain valid', () => {
    const { requirements, search } = completedSearch({ suppressAll: true });
    search.removeRedundant();
    const result = protectedSet(safeResult(requirements, { search, lastResort: true }));
    expect(proofFaults(set, result)).toEqual([]);
    expect(patternOf(result)).toEqual(['-SL-', '-LL-', '----', '-LL-', '----']);
  });
});
