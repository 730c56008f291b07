import { describe, expect, it } from 'vitest';
import { lowestCoverage, type ProgressCoverage } from './progress-coverage.ts';

const coverage = (more: Partial<ProgressCoverage>): ProgressCoverage => ({
  reporters: 0,
  expected: 0,
  otherReporters: 0,
  ecosystems: 0,
  expectedEcosystems: 0,
  ...more,
});

describe('lowestCoverage', () => {
  it('is the one with the lower share of expected organizations, not the lower number', () => {
    const [half, third] = [coverage({ reporters: 1, expected: 2 }), coverage({ reporters: 2, expected: 6 })];
    expect(lowestCoverage([half, third])).toBe(third);
    expect(lowestCoverage([third, half])).toBe(third);
  });

  it('compares the expected ecosystems first', () => {
    const few = coverage({ ecosystems: 1, expectedEcosystems: 2, reporters: 4, expected: 4 });
    const all = coverage({ ecosystems: 2, expectedEcosystems: 2, reporters: 1, expected: 4 });
    expect(lowestCoverage([all, few])).toBe(few);
  });

  it('treats figures without expected organizations as complete', () => {
    const [none, part] = [coverage({ otherReporters: 3 }), coverage({ reporters: 2, expected: 3 })];
    expect(lowestCoverage([none, part])).toBe(part);
    expect(lowestCoverage([])).toBeNull();
  });
});
