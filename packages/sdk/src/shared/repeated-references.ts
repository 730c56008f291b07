import type { Issue } from './outcome.ts';

/** Returns a `DUPLICATE` issue for each entry that repeats an earlier entry of the list. */
export function judgeRepeatedReferences(
  ids: readonly string[],
  list: {
    /** What an entry refers to, for the message: `goal`. */
    noun: string;
    /** The path of the entry at an index. */
    pathOf(index: string): string[];
  },
): Issue[] {
  const { noun, pathOf } = list;
  return ids.flatMap((id, index): Issue[] => {
    if (ids.indexOf(id) === index) return [];
    const message = `This ${noun} is already in the list. List each ${noun} once.`;
    return [{ code: 'DUPLICATE', path: pathOf(String(index)), message }];
  });
}
