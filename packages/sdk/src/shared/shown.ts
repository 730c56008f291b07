/**
 * A value as JSON for a message, shortened to 60 characters. An object that has no JSON, such as one that contains itself, is
 * `an object`.
 */
export function shown(value: unknown): string {
  const written = json(value) ?? (typeof value === 'object' ? 'an object' : String(value));
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}

function json(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
