/** The releases of keys that are JSON lists of objects with a `releaseId`. */
export function releaseIdsOf(keys: readonly string[]): string[] {
  const all = keys.flatMap((key) => JSON.parse(key) as { releaseId: string }[]);
  return [...new Set(all.map(({ releaseId }) => releaseId))];
}
