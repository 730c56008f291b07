import type { EcosystemRecords, RecordKind } from './ecosystem-records.ts';

/** What a criterion answers about an ecosystem. */
export interface Judgement {
  /** Whether `value` reaches `threshold`; null where there is nothing to judge by. */
  met: boolean | null;
  /** What was counted; null exactly where `met` is. */
  value: number | null;
  /** How much of it is asked for; null exactly where `met` is. */
  threshold: number | null;
  /** Why, in a sentence that says what was counted and what lacks; where `met` is null, what is missing to judge by. */
  explanation: string;
  /** The ids of the records that it rests on, each once, in the order of their characters: kind by kind. */
  evidence: string[];
}

/** One thing that a framework asks for, as a pure rule over an ecosystem's records. */
export interface Criterion {
  /** Stable, and unique within its framework. */
  readonly code: string;
  /** What is asked for, in the words of the source. */
  readonly title: string;
  /** The kinds of record that it looks at, and no others. */
  readonly looksAt: readonly RecordKind[];
  judge(records: EcosystemRecords): Judgement;
}

/** A criterion with its answer. */
export type JudgedCriterion = Pick<Criterion, 'code' | 'title'> & Judgement;

/** A list of criteria that somebody set up, in their order. */
export interface Framework {
  readonly code: string;
  /** What the source calls it. */
  readonly title: string;
  readonly criteria: readonly Criterion[];
}

/** Describes a criterion whose rule sees only the kinds of record that it says it looks at. */
export function defineCriterion<Kind extends RecordKind>(definition: {
  code: string;
  title: string;
  looksAt: readonly Kind[];
  judge(records: Pick<EcosystemRecords, 'on' | Kind>): Judgement;
}): Criterion {
  return definition;
}

/** The answer where there is nothing to judge by: what is missing, as a sentence. */
export function nothingToJudge(missing: string): Judgement {
  return { met: null, value: null, threshold: null, explanation: missing, evidence: [] };
}

/** The answer of what counts: met where `value` reaches `threshold`. `evidence` are lists of the records it rests on. */
export function judgedByCount(judgement: {
  value: number;
  threshold: number;
  explanation: string;
  evidence: readonly (readonly { id: string }[])[];
}): Judgement {
  const { value, threshold, explanation, evidence } = judgement;
  return { met: value >= threshold, value, threshold, explanation, evidence: idsOf(...evidence) };
}

/** The ids of records as evidence: each once, sorted. */
export function idsOf(...lists: readonly (readonly { id: string }[])[]): string[] {
  return [...new Set(lists.flat().map(({ id }) => id))].sort();
}
