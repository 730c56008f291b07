import { describe, expect, it } from 'vitest';
import type { SeenCell, SeenFigure } from './support/gateway-reader.ts';
import { leaksOfMatchedChange } from './support/matched-change-leaks.ts';

const numbers = { numerator: null, denominator: null, standardError: null, place: null };
const shown = { suppressed: false, status: 'OBSERVED', lowerBound: null, upperBound: null, suppressionReason: null };

/** A cell of an organization: a percentage with its base. */
function cell(id: string, value: string, base: number): SeenCell {
  return { ...numbers, ...shown, scope: 'ORGANIZATION', organization: { id }, categories: [], value, base };
}

/** A figure of a roll-up over organizations, with this change of two reporters from 64.7343 to 63.52459. */
function figure(change: string): SeenFigure {
  const units = { organization: null, categories: [], over: ['ORGANIZATIONS'], placeLevel: null, period: '2024' };
  const ends = { previousPeriod: '2023', previousValue: '64.7343', value: '63.52459' };
  const matchedChange = { ...ends, reporters: 2, change, reason: null };
  return { ...numbers, ...units, value: null, base: null, reason: null, interval: null, matchedChange };
}

describe('a matched change', () => {
  // 134 of 207, and 155 of 244.
  const earlier = [cell('a', '100', 134), cell('b', '0', 73)];
  const cells = [cell('a', '100', 155), cell('b', '0', 89)];
  const leaks = (change: string) => leaksOfMatchedChange(figure(change), { cells, earlier, kind: 'SHARE' });

  it('is computed before its values are rounded', () => {
    // The rounded values differ by 1.20971, and the values before rounding by 1.2097094.
    expect(leaks('-1.209709')).toEqual([]);
    expect(leaks('-1.209706')).toHaveLength(1);
  });
});
