import { fields, judgeInput, list, number, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/** A code of a codebook round, and which codes of the next round it became. */
export interface LineageCode {
  id: string;
  code: string;
  round: number;
  successorIds: readonly string[];
}

const lineageCode = fields<LineageCode>({ id: text, code: text, round: number, successorIds: list(text) });

/** A code on its way through the rounds: which codes of the round before it comes from, and which of the next it became. */
export interface LineageStep<Code extends LineageCode = LineageCode> {
  code: Code;
  /** Whether it comes from no code of a round before, and its round is not the first of those that are told. */
  isNew: boolean;
  predecessors: Code[];
  successors: Code[];
}

/**
 * How the codes of a study came out of one another, round by round, and by code within a round. Of one code (`of`, an
 * id) only its own line: what led to it, itself, and what it became; empty where there is no such code.
 *
 * Successors that are not among the codes are passed over, so that a line ends where the next code is not told. Rounds may
 * be missing, and the order in which codes are given does not matter.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 * @example
 * const codes = [
 *   { id: 'a', code: 'money', round: 1, successorIds: ['c'] },
 *   { id: 'b', code: 'staff', round: 1, successorIds: ['c'] },
 *   { id: 'c', code: 'means', round: 2, successorIds: [] },
 * ];
 * unwrap(codeLineage(codes)).map(({ code }) => code.code); // ['money', 'staff', 'means']
 * unwrap(codeLineage(codes, 'a')).map(({ code }) => code.code); // ['money', 'means']
 * unwrap(codeLineage(codes))[2].predecessors.length; // 2
 */
export function codeLineage<Code extends LineageCode>(
  codes: readonly Code[],
  of?: string | null,
): Outcome<LineageStep<Code>[]> {
  const malformed = judgeInput({ codes, of }, { codes: list(lineageCode), of: optional(text) });
  if (malformed.length > 0) return refused(...malformed);
  const sorted = [...codes].sort(byRoundAndCode);
  const byId = new Map(sorted.map((code) => [code.id, code]));
  const successors = new Map<string, Code[]>();
  const predecessors = new Map<string, Code[]>();
  for (const code of sorted) {
    const after = sorted.filter(({ id }) => code.successorIds.includes(id) && byId.has(id));
    successors.set(code.id, after);
    for (const { id } of after) predecessors.set(id, [...(predecessors.get(id) ?? []), code]);
  }
  const line = of == null ? undefined : new Set([...reached(of, successors), ...reached(of, predecessors)]);
  const firstRound = sorted[0]?.round;
  const steps = sorted
    .filter(({ id }) => line === undefined || line.has(id))
    .map((code) => {
      const before = predecessors.get(code.id) ?? [];
      const isNew = before.length === 0 && code.round !== firstRound;
      return { code, isNew, predecessors: before, successors: successors.get(code.id) ?? [] };
    });
  return accepted(steps);
}

/** What is reached from a code by going on in one direction, itself included. */
function reached<Code extends LineageCode>(from: string, next: ReadonlyMap<string, readonly Code[]>): Set<string> {
  const found = new Set([from]);
  for (const id of found) for (const code of next.get(id) ?? []) found.add(code.id);
  return found;
}

function byRoundAndCode(a: LineageCode, b: LineageCode): number {
  return a.round - b.round || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || (a.id < b.id ? -1 : 1);
}
