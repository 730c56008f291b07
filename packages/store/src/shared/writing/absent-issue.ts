import type { Issue } from '@collective-impact/sdk';

/**
 * The issue of an id that names no record that the viewer can see. It is the same for a record that does not exist and for one
 * that is hidden.
 */
export function absentIssue({ noun, id, path }: { noun: string; id: string; path: readonly string[] }): Issue {
  const message = `There is no ${noun} "${id}" that you can see. Check \`${path.join('.')}\`.`;
  return { code: 'NOT_FOUND', path: [...path], message };
}
