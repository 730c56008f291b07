import type { ConnectOptions } from '@collective-impact/store';
import { type Environment, type NumberSetting, numbersFrom } from './settings.ts';

/** The limits of `serve` for its database. */
export const databaseSettings = {
  poolSize: { variable: 'DATABASE_POOL_SIZE', default: 10, minimum: 1, unit: 'count' },
  queueSize: { variable: 'DATABASE_QUEUE_SIZE', default: 1000, minimum: 1, unit: 'count' },
  connectTimeout: { variable: 'DATABASE_CONNECT_TIMEOUT', default: 10, minimum: 0.1, unit: 'seconds' },
  statementTimeout: { variable: 'DATABASE_STATEMENT_TIMEOUT', default: 30, minimum: 0.1, unit: 'seconds' },
  lockTimeout: { variable: 'DATABASE_LOCK_TIMEOUT', default: 2, minimum: 0.1, unit: 'seconds' },
} as const satisfies Record<string, NumberSetting>;

/**
 * How `serve` connects to its database. A request must not wait long for a lock, while an import or a migration may. Throws
 * a `SetupError` that lists every invalid variable.
 */
export function connectOptions(environment: Environment): ConnectOptions {
  const { poolSize, queueSize, ...timeouts } = numbersFrom(databaseSettings, environment);
  const milliseconds = (seconds: number) => Math.round(1000 * seconds);
  return {
    poolSize,
    queueSize,
    connectTimeout: milliseconds(timeouts.connectTimeout),
    statementTimeout: milliseconds(timeouts.statementTimeout),
    lockTimeout: milliseconds(timeouts.lockTimeout),
  };
}
