import type { Code } from '../shared/code.ts';
import type { Issue } from '../shared/outcome.ts';

/** Returns a `DUPLICATE` issue for each term that repeats an earlier term of the list. */
export function judgeRepeatedTerms(terms: readonly Code[], pathOf: (index: number) => string[]): Issue[] {
  const seen = new Set<string>();
  return terms.flatMap((term, index): Issue[] => {
    const key = JSON.stringify([term.scheme, term.code]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        code: 'DUPLICATE',
        path: pathOf(index),
        message: `"${term.label}" is listed more than once. Remove the repetition.`,
      },
    ];
  });
}
