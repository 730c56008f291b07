import { describe, expect, it } from 'vitest';
import { Arrangement } from './arrangement.ts';
import { Coverage } from './coverage.ts';
import { published, setOf } from './linked-set.fixture.ts';
import { type EndWitness, type RangeEnd, RangeEnds } from './range-end.ts';
import { tell } from './telling.ts';
import { unprovenCells } from './verification.ts';
import { objections } from './witness-check.fixture.ts';

/** One small cell, the first part of the first row; a row has four cells. */
const set = setOf([
  [4, 30, 40],
  [50, 60, 70],
  [80, 90, 20],
  [33, 44, 55],
]);
const small = 1;

/** A decision about the set as it is found; each time anew, since the tests spoil it. */
function found({ whole = false } = {}) {
  const ranges = new RangeEnds(new Arrangement(set));
  const coverage = new Coverage(ranges, { whole });
  expect(coverage.extend()).toEqual([]);
  return { ranges, coverage };
}

/** What is not proven once the ends are spoiled, or something else is withheld. */
function unproven(spoil: (ends: RangeEnd[]) => void, isWithheld?: (cell: number) => boolean): number[] {
  const { ranges, coverage } = found();
  coverage.giveBack();
  spoil(coverage.ends);
  return unprovenCells(ranges, {
    isWithheld: isWithheld ?? ((cell) => coverage.pattern.has(cell)),
    ends: coverage.ends,
  });
}

/** Puts something else in the place of each witness of the first end. */
const spoilWitness = (spoil: (witness: EndWitness) => Partial<EndWitness>) => (ends: RangeEnd[]) => {
  for (const end of ends.slice(0, 1)) end.witnesses = end.witnesses.map((each) => ({ ...each, ...spoil(each) }));
};

describe('a decision is checked', () => {
  it('and holds as it is found', () => {
    expect(unproven(() => undefined)).toEqual([]);
  });

  it.each<[string, (witness: EndWitness) => Partial<EndWitness>]>([
    ['sums that do not hold', ({ values }) => ({ values: values.map((value, at) => (at === 1 ? value + 1 : value)) })],
    ['another count than is claimed', () => ({ cells: [], values: [] })],
    [
      'a number that is not whole',
      ({ values }) => ({ values: values.map((value, at) => value + (at % 2 ? 0.5 : -0.5)) }),
    ],
    ['a number twice', ({ cells, values }) => ({ cells: [...cells, ...cells], values: [...values, ...values] })],
    ['a number that is shown', ({ cells }) => ({ cells: cells.map((cell) => (cell % 4 === 2 ? cell + 1 : cell)) })],
    [
      'nobody where there is somebody',
      ({ values, count }) => ({ values: values.map((v) => (v === count ? 0 : v)), count: 0 }),
    ],
  ])('a witness is none that has %s', (_case, spoil) => {
    expect(unproven(spoilWitness(spoil))).toEqual([small]);
  });

  it('an end without a witness is not proven, nor one that falls short', () => {
    expect(unproven((ends) => ends.splice(0, 1))).toEqual([small]);
    expect(
      unproven((ends) => {
        for (const end of ends) end.witnesses = [{ cells: [], values: [], count: 4, moves: [] }];
      }),
    ).toEqual([small]);
  });

  it('a contributor is not convinced by what is in its own rows, whatever a witness says of itself', () => {
    const spoil = (ends: RangeEnd[]) => {
      for (const end of ends) end.witnesses = end.witnesses.slice(0, 1).map((each) => ({ ...each, moves: [] }));
    };
    expect(unproven(spoil)).toEqual([small]);
  });

  it('only in the row of totals may something be lost to a contributor', () => {
    const spoil = (ends: RangeEnd[]) => {
      for (const end of ends) {
        end.witnesses = end.witnesses.slice(0, 1);
        end.lost = [0, 1, 2, 3];
      }
    };
    expect(unproven(spoil)).toEqual([small]);
  });

  it('what is small is withheld, and what is settled stays so', () => {
    expect(
      unproven(
        () => undefined,
        () => false,
      ),
    ).toEqual([small]);
    const ranges = new RangeEnds(new Arrangement(setOf([[0, 30]])));
    expect(unprovenCells(ranges, { isWithheld: (cell) => cell === 1, ends: [] })).toEqual([1]);
  });
});

describe('the last resort', () => {
  it('withholds all that may be, and then shows what can be', () => {
    const { ranges, coverage } = found({ whole: true });
    const all = published(tell(ranges, { coverage, whole: true }));
    expect(objections(set, all)).toEqual([]);
    expect(all.withheld.rows[3]?.parts).toEqual([['LAST_RESORT', 'LAST_RESORT', 'LAST_RESORT']]);
    coverage.giveBack();
    const less = published(tell(ranges, { coverage, whole: true }));
    expect(objections(set, less)).toEqual([]);
    const cells = less.withheld.rows.flatMap(({ total, parts }) => [total, ...parts.flat()]);
    expect(cells.filter((reason) => reason !== null).length).toBeLessThanOrEqual(6);
    expect(less.withheld.rows[0]?.parts[0]?.[0]).toBe('SENSITIVE');
  });
});
