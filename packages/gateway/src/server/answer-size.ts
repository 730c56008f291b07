/**
 * How many characters a value has at least once it is written as JSON. Stops counting beyond `limit`, so that what is
 * too large is found out before it is written.
 */
export function charactersOf(value: unknown, limit: number): number {
  return limit - left(value, limit);
}

/** What of `limit` is left after a value; negative where it does not fit. */
function left(value: unknown, limit: number): number {
  if (typeof value === 'string') return limit - value.length - 2;
  if (typeof value !== 'object' || value === null) return limit - 1;
  let rest = limit - 1;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && rest >= 0; at++) rest = left(value[at], rest - 1);
    return rest;
  }
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    if (rest < 0) return rest;
    rest = left(fields[name], rest - name.length - 4);
  }
  return rest;
}
