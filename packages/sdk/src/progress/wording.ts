/** A number with its noun: `1 goal`, `2 goals`, `3 activities`. */
export function amount(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`.replace(/ys$/, 'ies')}`;
}

const mostListed = 5;

/** Names in one order, the first few of them: `G1, G2 and 3 more`. */
export function listed(names: readonly string[]): string {
  const sorted = names.toSorted();
  if (sorted.length <= mostListed) return sorted.join(', ');
  return `${sorted.slice(0, mostListed).join(', ')} and ${sorted.length - mostListed} more`;
}
