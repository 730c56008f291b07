/** Orders records by id, which is the order of creation. */
export function byId(one: { id: string }, other: { id: string }): number {
  return compareIds(one.id, other.id);
}

/** Orders ids by their code units. */
export function compareIds(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
