import { SourceError, type SourceLocation } from '@collective-impact/sdk';

/**
 * An error at one place of a source. `fault` describes what is wrong, and `remedy` what the owner of the file can do.
 * Both are sentences.
 */
export function sourceFailure(failure: {
  place: SourceLocation;
  fault: string;
  remedy: string;
  cause?: unknown;
}): SourceError {
  const error = new SourceError({ place: failure.place, message: failure.fault, remedy: failure.remedy });
  if (failure.cause !== undefined) error.cause = failure.cause;
  return error;
}

/** A place as text: `data.csv, line 12` or `export.json, line 40, https://example.org/Indicator/1`. */
export function describePlace(place: SourceLocation): string {
  const line = place.line === undefined ? '' : `, line ${place.line}`;
  const node = place.node === undefined ? '' : `, ${oneLine(place.node)}`;
  return `${oneLine(place.file)}${line}${node}`;
}

/** A text of a source in quotation marks, on one line, cut at 80 characters, safe for a terminal. */
export function quoted(text: string): string {
  const line = oneLine(text);
  return `"${line.length > 80 ? `${line.slice(0, 80)}…` : line}"`;
}

/**
 * A text of a source on one line, without control characters. In a terminal, they can move the cursor or change colors.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
