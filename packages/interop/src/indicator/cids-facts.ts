import type { Code } from '@collective-impact/sdk';
import type { Frequency } from '@collective-impact/sdk/period';

/** What the reports of an indicator show of it, seen before its definition is handed on. */
export interface ReportFacts {
  reports: number;
  /** How many reports there are of each length of period. */
  frequencies: Map<Frequency, number>;
  /** Whether a value is a number. */
  numeric: boolean;
  /** Whether a value is words. */
  wordy: boolean;
  /** Whether a value has decimals. */
  fractional: boolean;
  /** Whether a value is below zero. */
  negative: boolean;
  /** The first unit that a report states. */
  unit?: Code;
}

/** Facts of no reports. */
export function noFacts(): ReportFacts {
  return { reports: 0, frequencies: new Map(), numeric: false, wordy: false, fractional: false, negative: false };
}

/** Adds what further reports show. */
export function addFacts(facts: ReportFacts, further: ReportFacts): void {
  facts.reports += further.reports;
  for (const [frequency, count] of further.frequencies) {
    facts.frequencies.set(frequency, (facts.frequencies.get(frequency) ?? 0) + count);
  }
  facts.numeric ||= further.numeric;
  facts.wordy ||= further.wordy;
  facts.fractional ||= further.fractional;
  facts.negative ||= further.negative;
  facts.unit ??= further.unit;
}

/** The length of period that most reports are for; of equally many, the one seen first. */
export function usualFrequency({ frequencies }: ReportFacts): Frequency | undefined {
  let usual: Frequency | undefined;
  for (const [frequency, count] of frequencies) {
    if (usual === undefined || count > (frequencies.get(usual) ?? 0)) usual = frequency;
  }
  return usual;
}
