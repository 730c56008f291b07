import type { NumberSetting } from '../settings.ts';

const count = (variable: string, value: number) => ({ variable, default: value, minimum: 1, unit: 'count' }) as const;
const rate = (variable: string, value: number) => ({ variable, default: value, minimum: 0, unit: 'count' }) as const;
const seconds = (variable: string, value: number) =>
  ({ variable, default: value, minimum: 0.1, unit: 'seconds' }) as const;

/** The limits of `serve` that the environment can set. */
export const serveNumbers = {
  poolSize: count('DATABASE_POOL_SIZE', 10),
  queueSize: count('DATABASE_QUEUE_SIZE', 1000),
  preparedStatements: { variable: 'DATABASE_PREPARED_STATEMENTS', default: 200, minimum: 0, unit: 'count' },
  connectTimeout: seconds('DATABASE_CONNECT_TIMEOUT', 10),
  statementTimeout: seconds('DATABASE_STATEMENT_TIMEOUT', 30),
  lockTimeout: seconds('DATABASE_LOCK_TIMEOUT', 2),
  readLockTimeout: seconds('DATABASE_READ_LOCK_TIMEOUT', 0.25),
  maxConnections: count('LIMIT_CONNECTIONS', 10_000),
  requestBytes: count('LIMIT_REQUEST_BYTES', 1_000_000),
  tokens: count('LIMIT_TOKENS', 10_000),
  depth: count('LIMIT_DEPTH', 20),
  fields: count('LIMIT_FIELDS', 10_000),
  aliases: count('LIMIT_ALIASES', 100),
  rootFields: count('LIMIT_ROOT_FIELDS', 50),
  directives: count('LIMIT_DIRECTIVES', 200),
  cost: count('LIMIT_COST', 100_000),
  runningCost: count('LIMIT_RUNNING_COST', 200_000),
  objects: count('LIMIT_OBJECTS', 100_000),
  responseBytes: count('LIMIT_RESPONSE_BYTES', 32_000_000),
  addressRate: rate('RATE_LIMIT_ADDRESS', 3000),
  principalRate: rate('RATE_LIMIT_PRINCIPAL', 6000),
  clockSkew: { variable: 'OIDC_CLOCK_SKEW', default: 60, minimum: 0, maximum: 600, unit: 'seconds' },
} satisfies Record<string, NumberSetting>;
