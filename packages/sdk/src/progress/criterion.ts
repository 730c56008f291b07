import type { EcosystemRecords, RecordKind } from './ecosystem-records.ts';

/** The result of a criterion for an ecosystem. */
export interface Judgment {
  /** Whether `value` is at least `threshold`. Null if there are no records to assess. */
  met: boolean | null;
  /** The number counted. Null if `met` is null. */
  value: number | null;
  /** The number required. Null if `met` is null. */
  threshold: number | null;
  /** The reason for the result: what was counted, and what is missing. */
  explanation: string;
  /** What would meet the criterion, as a sentence. Null if it is met. */
  remedy: string | null;
  /** The ids of the records that the result is based on, each once, sorted (and so grouped by type). */
  evidence: string[];
}

/** One criterion of a framework: a pure rule over the records of an ecosystem. */
export interface Criterion {
  /** Stable code, unique within the framework. */
  readonly code: string;
  /** What the criterion requires, in the words of the source. */
  readonly title: string;
  /** The condition for meeting the criterion, with the numbers that it requires. */
  readonly rule: string;
  /** The kinds of record that the rule uses, and no others. */
  readonly recordKinds: readonly RecordKind[];
  judge(records: EcosystemRecords): Judgment;
}

/** A criterion with its result. */
export type JudgedCriterion = Pick<Criterion, 'code' | 'title' | 'rule'> & Judgment;

/** A published list of criteria, in the order of the source. */
export interface Framework {
  readonly code: string;
  /** Title, as in the source. */
  readonly title: string;
  readonly criteria: readonly Criterion[];
}

/** Defines a criterion. Its rule receives only the kinds of record that it declares. */
export function defineCriterion<Kind extends RecordKind>(definition: {
  code: string;
  title: string;
  rule: string;
  recordKinds: readonly Kind[];
  judge(records: Pick<EcosystemRecords, 'on' | Kind>): Judgment;
}): Criterion {
  return definition;
}

/** The result if there are no records to assess. Both parameters are sentences: what is missing, and what to do. */
export function nothingToJudge(missing: string, remedy: string): Judgment {
  return { met: null, value: null, threshold: null, explanation: missing, remedy, evidence: [] };
}

/**
 * The result of a count: met if `value` is at least `threshold`. `remedy` is used if the criterion is not met. `evidence`
 * contains lists of the records used.
 */
export function judgedByCount(judgment: {
  value: number;
  threshold: number;
  explanation: string;
  remedy: string;
  evidence: readonly (readonly { id: string }[])[];
}): Judgment {
  const { value, threshold, explanation, remedy, evidence } = judgment;
  const met = value >= threshold;
  return { met, value, threshold, explanation, remedy: met ? null : remedy, evidence: idsOf(...evidence) };
}

/** The ids of records as evidence: each once, sorted. */
export function idsOf(...lists: readonly (readonly { id: string }[])[]): string[] {
  return [...new Set(lists.flat().map(({ id }) => id))].sort();
}
