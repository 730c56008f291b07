import { compareDecimals, multiplyDecimals } from '../shared/numbers/decimal.ts';
import { amount } from '../shared/wording.ts';

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
    ...(expectedEcosystems > 0 ? [`${ecosystems} of ${amount(expectedEcosystems, 'expected ecosystem')}`] : []),
    ...(expected > 0 ? [`${reporters} of ${amount(expected, 'expected organization')}`] : []),
    ...(otherReporters > 0 ? [`${amount(otherReporters, 'organization')} that did not agree to report`] : []),
  ];
  return parts.length === 0 ? '' : `The figure includes ${parts.join(', and ')}.`;
}

/**
 * Returns the coverage with the lowest share of expected ecosystems, or of expected organizations if these are equal. Where none
 * are expected, nothing is missing. Null without coverages.
 */
export function lowestCoverage<Coverage extends ProgressCoverage>(coverages: readonly Coverage[]): Coverage | null {
  const share = (included: number, expected: number) => (expected > 0 ? included / expected : 1);
  const ofEcosystems = (each: Coverage) => share(each.ecosystems, each.expectedEcosystems);
  const ofOrganizations = (each: Coverage) => share(each.reporters, each.expected);
  const lowestFirst = coverages.toSorted(
    (one, other) => ofEcosystems(one) - ofEcosystems(other) || ofOrganizations(one) - ofOrganizations(other),
  );
  return lowestFirst[0] ?? null;
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
