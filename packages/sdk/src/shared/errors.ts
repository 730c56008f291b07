import type { SourceLocation } from './source-location.ts';

/** The request has no credentials, or its credentials are invalid. */
export class UnauthenticatedError extends Error {
  override name = 'UnauthenticatedError';
}

/** The caller is not permitted to do this. */
export class ForbiddenError extends Error {
  override name = 'ForbiddenError';
}

/** The request itself is malformed: an id of the wrong form, a page size out of range, an unknown cursor. */
export class InputError extends Error {
  override name = 'InputError';
}

/** Something outside the program prevents it from working. The message is one line: the fault and the remedy. */
export class SetupError extends Error {
  override name = 'SetupError';
}

/** A file does not have the expected format, or contains something that cannot be imported. */
export class SourceError extends Error {
  override name = 'SourceError';
  readonly place: SourceLocation;
  readonly remedy: string;

  /** `message` states the fault, and `remedy` what the owner of the file can do. */
  constructor(options: { place: SourceLocation; message: string; remedy: string }) {
    super(options.message);
    this.place = options.place;
    this.remedy = options.remedy;
  }
}
