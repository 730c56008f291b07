/** Why a command was not carried out; closed, because clients branch on it. */
export const issueCodes = [
  'REQUIRED',
  'INVALID',
  'TOO_LONG',
  'TOO_MANY',
  'OUT_OF_RANGE',
  'UNKNOWN_CODE',
  'NOT_FOUND',
  'OTHER_ECOSYSTEM',
  'DUPLICATE',
  'DATES_OUT_OF_ORDER',
  'ILLEGAL_TRANSITION',
  'IMMUTABLE',
  'VERSION_CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'NOT_ADDITIVE',
  'SMALL_GROUP',
  'DATA_QUALITY',
] as const;

/** One of {@link issueCodes}. */
export type IssueCode = (typeof issueCodes)[number];

/** Something a person can put right about a command: where in the input it stands, and what to do. */
export interface Issue {
  code: IssueCode;
  /** Field names and list positions from the input's root, such as `['cells', '3', 'value']`. */
  path: string[];
  message: string;
  /** With `VERSION_CONFLICT`: the version that the record has now. */
  currentVersion?: number;
}

/** What a rule answers: the new state, or everything that is wrong with the command. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

/** A command that was carried out. */
export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A command that was refused, with at least one issue. */
export function refused(...issues: Issue[]): { ok: false; issues: Issue[] } {
  return { ok: false, issues };
}

/**
 * Returns the value of an outcome whose input the program itself has made, such as rows of its own database. Throws an
 * error that lists the issues if it was refused: such a refusal is a fault of the program.
 *
 * @example
 * unwrap(accepted(3)); // 3
 */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const issues = outcome.issues.map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`);
  throw new Error(`The input was rejected. ${issues.join(' ')}`);
}
