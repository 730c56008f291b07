/** A noun, or its singular and plural. The plural of a single noun is formed by rule: `goals`, `activities`. */
type Noun = string | readonly [one: string, more: string];

/** Returns a number, or a canonical decimal, with its noun: `1 goal`, `2 goals`, `3 activities`. */
export function amount(count: number | string, noun: Noun): string {
  const [one, more] = typeof noun === 'string' ? [noun, `${noun}s`.replace(/ys$/, 'ies')] : noun;
  return `${count} ${String(count) === '1' ? one : more}`;
}

/**
 * Returns the subject and the verb of a sentence about part of a total: `2 of 3 goals have`, `1 of 3 goals has`, `0 of 1 goal
 * has`. The noun agrees with the total. The verb is singular if the value or the total is 1.
 */
export function outOf(counted: {
  value: number;
  total: number;
  noun: Noun;
  verb: readonly [one: string, more: string];
}): string {
  const { value, total, noun, verb } = counted;
  return `${value} of ${amount(total, noun)} ${verb[value === 1 || total === 1 ? 0 : 1]}`;
}

const mostListed = 5;

/** Returns names in order, at most five of them: `G1, G2, G3, G4, G5 and 3 more`. */
export function listed(names: readonly string[]): string {
  const sorted = names.toSorted();
  if (sorted.length <= mostListed) return sorted.join(', ');
  return `${sorted.slice(0, mostListed).join(', ')} and ${sorted.length - mostListed} more`;
}
