import type { Code } from '../shared/code.ts';
import type { Issue } from '../shared/outcome.ts';

/** Returns a `DUPLICATE` issue for each repetition of a term in a list. */
export function judgeOnce(terms: readonly Code[], pathOf: (at: number) => string[]): Issue[] {
  const seen = new Set<string>();
  return terms.flatMap((term, at): Issue[] => {
    const key = JSON.stringify([term.scheme, term.code]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        code: 'DUPLICATE',
        path: pathOf(at),
        message: `"${term.label}" is listed more than once. Remove the repetition.`,
      },
    ];
  });
}
