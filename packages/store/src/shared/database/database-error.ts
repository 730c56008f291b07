/** Codes of errors after which the same transaction may succeed: a serialization failure, and a deadlock. */
const transient = new Set(['40001', '40P01']);

const violations = { unique: '23505', foreignKey: '23503', check: '23514', notNull: '23502' } as const;

/**
 * The code that PostgreSQL gave an error, on either engine and through both Kysely and MikroORM. Undefined if
 * the error does not come from the database.
 *
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
export function databaseErrorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return error instanceof Error && error.cause !== undefined ? databaseErrorCode(error.cause) : undefined;
}

/** The constraint that rejected a row. Undefined for another error, or a constraint without a name. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!databaseErrorCode(error)?.startsWith('23') || !(error instanceof Error)) return undefined;
  if ('constraint' in error && typeof error.constraint === 'string') return error.constraint;
  return violatedConstraint(error.cause);
}

/** Whether a unique constraint rejected a row: `constraint`, or any constraint if it is absent. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return isViolation(error, { code: violations.unique, constraint });
}

/** Whether a foreign key rejected a row: `constraint`, or any constraint if it is absent. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return isViolation(error, { code: violations.foreignKey, constraint });
}

/** Whether a check rejected a row: `constraint`, or any constraint if it is absent. */
export function isCheckViolation(error: unknown, constraint?: string): boolean {
  return isViolation(error, { code: violations.check, constraint });
}

/** Whether a row had no value for a column that requires one. */
export function isNotNullViolation(error: unknown): boolean {
  return databaseErrorCode(error) === violations.notNull;
}

/** Whether a statement waited too long for a lock of another transaction. */
export function isLockTimeout(error: unknown): boolean {
  return databaseErrorCode(error) === '55P03';
}

/** Whether the transaction failed because of a concurrent transaction, so that another attempt may succeed. */
export function isTransient(error: unknown): boolean {
  return transient.has(databaseErrorCode(error) ?? '');
}

function isViolation(error: unknown, expected: { code: string; constraint: string | undefined }): boolean {
  if (databaseErrorCode(error) !== expected.code) return false;
  return expected.constraint === undefined || violatedConstraint(error) === expected.constraint;
}
