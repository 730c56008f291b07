/** Puts records in the order of their ids, which is that of their making. */
export function byId(one: { id: string }, other: { id: string }): number {
  return compare(one.id, other.id);
}

/** Puts ids in their order, byte by byte. */
export function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
