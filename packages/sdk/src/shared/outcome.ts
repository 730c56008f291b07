/** The reasons for which a command is rejected. The list is closed, because clients branch on it. */
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
  'HAS_DEPENDENTS',
  'VOIDED',
] as const;

/** One of {@link issueCodes}. */
export type IssueCode = (typeof issueCodes)[number];

/** A fault in a command that a person can correct: its position in the input, and the remedy. */
export interface Issue {
  code: IssueCode;
  /** Field names and list positions from the input's root, such as `['cells', '3', 'value']`. */
  path: string[];
  message: string;
  /** With `VERSION_CONFLICT`: the version that the record has now. */
  currentVersion?: number;
  /** With `HAS_DEPENDENTS`: the records that refer to the record, at most 100 of those that the caller can see. */
  dependents?: RecordSummary[];
  /** With `HAS_DEPENDENTS`: the number of further such records. */
  otherDependents?: number;
}

/** A record of any type, for people: its type, such as `Goal`, its id, and its title if records of the type have one. */
export interface RecordSummary {
  recordType: string;
  id: string;
  title: string | null;
}

/** The result of a rule: the new state, or every fault of the command. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

/** Returns the outcome of an accepted command. */
export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Returns the outcome of a rejected command, with at least one issue. */
export function refused(...issues: Issue[]): { ok: false; issues: Issue[] } {
  return { ok: false, issues };
}

/**
 * Returns the value of an outcome whose input comes from the program itself, such as rows of its own database. Throws an
 * error that lists the issues if the input was rejected, because that is a fault of the program.
 *
 * @example
 * unwrap(accepted(3)); // 3
 */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const issues = outcome.issues.map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`);
  throw new Error(`The input was rejected. ${issues.join(' ')}`);
}
