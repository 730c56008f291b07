import type { Code } from '@collective-impact/sdk';
import type { Frequency } from '@collective-impact/sdk/period';

/** Properties of the reports of an indicator, from which its definition is completed. */
export interface ReportFacts {
  /** Number of reports. */
  reports: number;
  /** Number of reports by the length of their period. */
  frequencies: Map<Frequency, number>;
  /** Whether at least one value is a number. */
  hasNumbers: boolean;
  /** Whether at least one value is text. */
  hasText: boolean;
  /** Whether at least one value has decimals. */
  hasFractions: boolean;
  /** Whether at least one value is below zero. */
  hasNegatives: boolean;
  /** The first unit in the reports. */
  unit?: Code;
}

/** The facts without any report. */
export function noFacts(): ReportFacts {
  return {
    reports: 0,
    frequencies: new Map(),
    hasNumbers: false,
    hasText: false,
    hasFractions: false,
    hasNegatives: false,
  };
}

/** Adds the facts of more reports. */
export function addFacts(facts: ReportFacts, further: ReportFacts): void {
  facts.reports += further.reports;
  for (const [frequency, count] of further.frequencies) {
    facts.frequencies.set(frequency, (facts.frequencies.get(frequency) ?? 0) + count);
  }
  facts.hasNumbers ||= further.hasNumbers;
  facts.hasText ||= further.hasText;
  facts.hasFractions ||= further.hasFractions;
  facts.hasNegatives ||= further.hasNegatives;
  facts.unit ??= further.unit;
}

/** The most frequent length of period. In a tie, the one that occurs first. Undefined without reports. */
export function usualFrequency({ frequencies }: ReportFacts): Frequency | undefined {
  let usual: Frequency | undefined;
  for (const [frequency, count] of frequencies) {
    if (usual === undefined || count > (frequencies.get(usual) ?? 0)) usual = frequency;
  }
  return usual;
}
