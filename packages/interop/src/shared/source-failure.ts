import { SourceError, type SourceLocation } from '@collective-impact/sdk';

/**
 * An error about one place of a source. `column` is the column of a CSV file, `found` says what stands there, `remedy`
 * what the owner of the file can do.
 */
export function sourceFailure(failure: {
  place: SourceLocation;
  column?: string;
  found: string;
  remedy: string;
  cause?: unknown;
}): SourceError {
  const column = failure.column === undefined ? '' : `column ${quoted(failure.column)}: `;
  const error = new SourceError({
    place: failure.place,
    message: `${column}${failure.found}`,
    remedy: failure.remedy,
  });
  if (failure.cause !== undefined) error.cause = failure.cause;
  return error;
}

/** A place in words: `data.csv, line 12` or `export.json, line 40, https://example.org/Indicator/1`. */
export function describePlace(place: SourceLocation): string {
  const line = place.line === undefined ? '' : `, line ${place.line}`;
  const node = place.node === undefined ? '' : `, ${oneLine(place.node)}`;
  return `${oneLine(place.file)}${line}${node}`;
}

/** A piece of a source between quotation marks, on one line, cut at 80 characters, fit for a terminal. */
export function quoted(text: string): string {
  const line = oneLine(text);
  return `"${line.length > 80 ? `${line.slice(0, 80)}…` : line}"`;
}

/**
 * A piece of a source on one line. Control characters must not reach a terminal: they can move its cursor or change
 * its colours.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
