import { fields, judgeInput, list, number, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/** A code of a round of coding, with the ids of the codes that replace it in the next round. */
export interface LineageCode {
  id: string;
  code: string;
  round: number;
  successorIds: readonly string[];
}

const lineageCode = fields<LineageCode>({ id: text, code: text, round: number, successorIds: list(text) });

/** A code with its predecessors in the previous round and its successors in the next. */
export interface LineageStep<Code extends LineageCode = LineageCode> {
  code: Code;
  /** Whether the code has no predecessor and belongs to a round after the first one given. */
  isNew: boolean;
  predecessors: Code[];
  successors: Code[];
}

/**
 * The lineage of the codes of a study, sorted by round and then by code. With `of` (an id), only that code with the codes
 * that led to it and the codes that replaced it; empty if there is no such code.
 *
 * Successors that are not among the given codes are ignored. Rounds may be missing, and the order of the codes does not
 * matter.
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
    const replacements = sorted.filter(({ id }) => code.successorIds.includes(id) && byId.has(id));
    successors.set(code.id, replacements);
    for (const { id } of replacements) predecessors.set(id, [...(predecessors.get(id) ?? []), code]);
  }
  const lineageIds =
    of == null ? undefined : new Set([...reachableIds(of, successors), ...reachableIds(of, predecessors)]);
  const firstRound = sorted[0]?.round;
  const steps = sorted
    .filter(({ id }) => lineageIds === undefined || lineageIds.has(id))
    .map((code) => {
      const previous = predecessors.get(code.id) ?? [];
      const isNew = previous.length === 0 && code.round !== firstRound;
      return { code, isNew, predecessors: previous, successors: successors.get(code.id) ?? [] };
    });
  return accepted(steps);
}

/** Ids of the codes that can be reached from a code in one direction, including the code itself. */
function reachableIds<Code extends LineageCode>(from: string, next: ReadonlyMap<string, readonly Code[]>): Set<string> {
  const ids = new Set([from]);
  // The set grows during the iteration.
  for (const id of ids) for (const code of next.get(id) ?? []) ids.add(code.id);
  return ids;
}

function byRoundAndCode(a: LineageCode, b: LineageCode): number {
  return a.round - b.round || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || (a.id < b.id ? -1 : 1);
}
