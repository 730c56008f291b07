const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The current day in a time zone, `YYYY-MM-DD`. Throws a `RangeError` if the time zone does not exist. See
 * {@link isTimeZone}.
 *
 * @example
 * today('Asia/Tokyo', new Date('2025-06-30T20:00:00Z')); // '2025-07-01'
 * today('America/Chicago', new Date('2025-07-01T02:00:00Z')); // '2025-06-30'
 */
export function today(timeZone: string, now: Date): string {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/**
 * Whether a text is the name of a time zone in the IANA Time Zone Database, such as `America/Chicago`, or `UTC`. An offset,
 * such as `-06:00`, is not: it does not follow daylight saving time.
 *
 * @see https://www.iana.org/time-zones
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
