import type { SourceLocation } from './source-location.ts';

/** The caller has not said who they are, or not in a way that is understood. */
export class UnauthenticatedError extends Error {
  override name = 'UnauthenticatedError';
}

/** The caller is known and sees the record, but may not do this. */
export class ForbiddenError extends Error {
  override name = 'ForbiddenError';
}

/** The request itself is malformed: an id of the wrong form, a page size out of range, an unknown cursor. */
export class InputError extends Error {
  override name = 'InputError';
}

/** Something outside the program stands in its way; the message is one line that says what it is and what to do. */
export class SetupError extends Error {
  override name = 'SetupError';
}

/** A file is not what it claims to be, or holds something that cannot be taken. */
export class SourceError extends Error {
  override name = 'SourceError';
  readonly place: SourceLocation;
  readonly remedy: string;

  /** `message` says what was found, `remedy` what the owner of the file can do. */
  constructor(options: { place: SourceLocation; message: string; remedy: string }) {
    super(options.message);
    this.place = options.place;
    this.remedy = options.remedy;
  }
}
