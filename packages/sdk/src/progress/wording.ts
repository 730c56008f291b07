/** A noun, or what stands in its place: for one, and for none or several. Of a noun alone the plural is made. */
type Noun = string | readonly [one: string, more: string];

/** A number with its noun: `1 goal`, `2 goals`, `3 activities`. */
export function amount(count: number, noun: Noun): string {
  const [one, more] = typeof noun === 'string' ? [noun, `${noun}s`.replace(/ys$/, 'ies')] : noun;
  return `${count} ${count === 1 ? one : more}`;
}

/**
 * How many of all do something: `2 of 3 goals have`, `1 of 3 goals has`, `0 of 1 goal has`. The noun goes with how many there
 * are, the verb with how many of them do it, and with a single one in any case.
 */
export function outOf(counted: {
  value: number;
  total: number;
  noun: Noun;
  does: readonly [one: string, more: string];
}): string {
  const { value, total, noun, does } = counted;
  return `${value} of ${amount(total, noun)} ${does[value === 1 || total === 1 ? 0 : 1]}`;
}

const mostListed = 5;

/** Names in one order, the first few of them: `G1, G2 and 3 more`. */
export function listed(names: readonly string[]): string {
  const sorted = names.toSorted();
  if (sorted.length <= mostListed) return sorted.join(', ');
  return `${sorted.slice(0, mostListed).join(', ')} and ${sorted.length - mostListed} more`;
}
