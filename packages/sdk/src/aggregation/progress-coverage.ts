import { compareDecimals, multiplyDecimals } from '../shared/decimal.ts';

/** How many of the expected reporters a figure includes. */
export interface ProgressCoverage {
  /** Number of expected organizations whose figures are included, of `expected`. */
  reporters: number;
  expected: number;
  /** Number of included organizations that had not agreed to report. */
  otherReporters: number;
  /** Number of expected ecosystems whose figures are included, of `expectedEcosystems`. Both are 0 outside networks. */
  ecosystems: number;
  expectedEcosystems: number;
}

/** States the coverage in one sentence. Empty if no organization or ecosystem is included or expected. */
export function describeCoverage(coverage: ProgressCoverage): string {
  const { reporters, expected, otherReporters, ecosystems, expectedEcosystems } = coverage;
  const parts = [
    ...(expectedEcosystems > 0 ? [`${ecosystems} of ${counted(expectedEcosystems, 'expected ecosystem')}`] : []),
    ...(expected > 0 ? [`${reporters} of ${counted(expected, 'expected organization')}`] : []),
    ...(otherReporters > 0 ? [`${counted(otherReporters, 'organization')} that did not agree to report`] : []),
  ];
  return parts.length === 0 ? '' : `The figure includes ${parts.join(', and ')}.`;
}

/**
 * Returns why the coverage is below a minimum share of the expected reporters, as a sentence. Null if it is not. A figure that
 * the ecosystem itself reported has no organizations and is complete. If nobody agreed to report, the coverage is unknown.
 */
export function lowCoverage(coverage: ProgressCoverage, minimum: string | null): string | null {
  if (minimum === null) return null;
  const { reporters, expected, otherReporters, ecosystems, expectedEcosystems } = coverage;
  const isBelow = (included: number, of: number) =>
    of > 0 && compareDecimals(String(included), multiplyDecimals(minimum, String(of))) < 0;
  if (isBelow(reporters, expected) || isBelow(ecosystems, expectedEcosystems))
    return `${describeCoverage(coverage)} The target requires at least ${minimum} of them.`;
  if (expected === 0 && expectedEcosystems === 0 && otherReporters > 0)
    return `No organization agreed to report, so the coverage is unknown. The target requires a coverage of at least ${minimum}.`;
  return null;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
