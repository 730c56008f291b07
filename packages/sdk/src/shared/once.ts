import type { Issue } from './outcome.ts';

/** What is wrong with a list that names something twice: `DUPLICATE`, at each place but the first. */
export function judgeOnce(
  ids: readonly string[],
  list: {
    /** What is named, for the message. */
    noun: string;
    /** Where in the command the entry at a position stands. */
    pathOf(at: string): string[];
  },
): Issue[] {
  const { noun, pathOf } = list;
  return ids.flatMap((id, at): Issue[] => {
    if (ids.indexOf(id) === at) return [];
    return [{ code: 'DUPLICATE', path: pathOf(String(at)), message: `this ${noun} is named above: name each once` }];
  });
}
