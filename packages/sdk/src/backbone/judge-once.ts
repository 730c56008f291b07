import type { Code } from '../shared/code.ts';
import type { Issue } from '../shared/outcome.ts';

/** What is wrong where a list names a term more than once, `DUPLICATE`, with the place of each repetition. */
export function judgeOnce(terms: readonly Code[], pathOf: (at: number) => string[]): Issue[] {
  const seen = new Set<string>();
  return terms.flatMap((term, at): Issue[] => {
    const key = JSON.stringify([term.scheme, term.code]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ code: 'DUPLICATE', path: pathOf(at), message: `"${term.label}" is named twice: name it once` }];
  });
}
