import { databaseErrorCode } from './database-error.ts';

/** Why the database cannot do something at the moment. */
export interface Unavailability {
  /** The code of PostgreSQL. */
  code: string;
  /** A sentence for the caller, without internal details. */
  reason: string;
  /** Seconds after which another attempt may succeed. */
  retryAfter: number;
}

type Reason = Omit<Unavailability, 'code'>;

const unreachable: Reason = { reason: 'The database cannot be reached.', retryAfter: 5 };
const overloaded: Reason = { reason: 'The database has no resources left.', retryAfter: 5 };
const tooSlow: Reason = { reason: 'The database took too long.', retryAfter: 5 };
const interfered: Reason = { reason: 'Other changes to the same records interfered.', retryAfter: 1 };
const damaged: Reason = { reason: 'The database is damaged.', retryAfter: 60 };

/** By the code of PostgreSQL, or by its class: the first two characters. */
const reasons: Record<string, Reason> = {
  '08': unreachable,
  '25006': { reason: 'The database is read-only.', retryAfter: 30 },
  '25P03': tooSlow,
  '25P04': tooSlow,
  '28': unreachable,
  '3D000': unreachable,
  '40001': interfered,
  '40P01': interfered,
  '53': overloaded,
  '53100': { reason: 'The disk of the database is full.', retryAfter: 60 },
  '53300': { reason: 'Too many requests wait for the database.', retryAfter: 2 },
  '55P03': { reason: 'Another change has locked the requested records.', retryAfter: 1 },
  '57014': tooSlow,
  '57P01': unreachable,
  '57P02': unreachable,
  '57P03': unreachable,
  '57P04': unreachable,
  '57P05': unreachable,
  '58030': { reason: 'The disk of the database reported an error.', retryAfter: 60 },
  XX001: damaged,
  XX002: damaged,
};

/**
 * The reason why a request failed that may succeed later: the database is down, full, too slow, locked or overloaded.
 * Undefined for any other error.
 *
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
export function unavailabilityOf(error: unknown): Unavailability | undefined {
  const code = databaseErrorCode(error);
  const reason = code === undefined ? undefined : (reasons[code] ?? reasons[code.slice(0, 2)]);
  return code === undefined || reason === undefined ? undefined : { code, ...reason };
}
