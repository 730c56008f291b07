import { createLog, type GatewayOptions, trustedProxies } from '@collective-impact/gateway';
import { SetupError } from '@collective-impact/sdk';
import type { ConnectOptions } from '@collective-impact/store';
import { type Environment, numbersFrom, readAll, switchFrom } from '../settings.ts';
import { openIdFrom } from './openid-settings.ts';
import { readDocuments } from './persisted-documents.ts';
import { serveNumbers } from './serve-numbers.ts';

/** How `serve` connects to its database, and the options of its gateway. */
export interface ServeSettings {
  connect: ConnectOptions;
  gateway: Omit<GatewayOptions, 'database'>;
}

const levels = ['info', 'error', 'silent'] as const;
const shortestKey = 16;

/** The settings of `serve`. Throws a `SetupError` that lists every invalid variable. */
export async function serveSettings(environment: Environment): Promise<ServeSettings> {
  const { numbers, proxies, level, only, openId, ...features } = readAll({
    numbers: () => numbersFrom(serveNumbers, environment),
    openId: () => openIdFrom(environment),
    proxies: () => trustedProxies(environment.TRUSTED_PROXIES ?? ''),
    origins: () => originsFrom(environment.CORS_ORIGINS ?? ''),
    introspection: () => switchFrom(environment, { variable: 'INTROSPECTION', default: true }),
    graphiql: () => switchFrom(environment, { variable: 'GRAPHIQL', default: true }),
    level: () => levelFrom(environment.LOG_LEVEL || 'info'),
    metricsKey: () => metricsKeyFrom(environment.METRICS_KEY || undefined),
    only: () => switchFrom(environment, { variable: 'PERSISTED_DOCUMENTS_ONLY', default: false }),
  });
  const path = environment.PERSISTED_DOCUMENTS;
  if (!path && only) {
    throw new SetupError('PERSISTED_DOCUMENTS_ONLY needs PERSISTED_DOCUMENTS: a JSON file or a folder.');
  }
  const documents = path ? { documents: await readDocuments(path), only } : undefined;
  const { poolSize, queueSize, connectTimeout, statementTimeout, lockTimeout, readLockTimeout, clockSkew, ...rest } =
    numbers;
  const { addressRate: address, principalRate: principal, maxConnections, ...limits } = rest;
  return {
    connect: {
      poolSize,
      queueSize,
      connectTimeout: milliseconds(connectTimeout),
      statementTimeout: milliseconds(statementTimeout),
      lockTimeout: milliseconds(lockTimeout),
      readLockTimeout: milliseconds(readLockTimeout),
    },
    gateway: {
      ...features,
      documents,
      maxConnections,
      limits,
      rates: { address, principal, proxies },
      openId: openId && { ...openId, clockSkew },
      log: createLog(level),
    },
  };
}

/** Origins as browsers send them: scheme, host, and port if it is not the usual one. */
function originsFrom(text: string): string[] {
  const origins = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = origins.find(
    (origin) => origin !== '*' && !(URL.canParse(origin) && new URL(origin).origin === origin),
  );
  if (wrong === undefined) return origins;
  throw new SetupError(
    `"${wrong.slice(0, 60)}" is not valid in CORS_ORIGINS. Use origins such as https://example.org, or *.`,
  );
}

function levelFrom(text: string): (typeof levels)[number] {
  const level = levels.find((each) => each === text);
  if (level) return level;
  throw new SetupError(`"${text.slice(0, 40)}" is not valid for LOG_LEVEL. Use info, error or silent.`);
}

function metricsKeyFrom(key: string | undefined): string | undefined {
  if (key === undefined || key.length >= shortestKey) return key;
  throw new SetupError(`METRICS_KEY has ${key.length} characters. Use at least ${shortestKey} random characters.`);
}

function milliseconds(ofSeconds: number): number {
  return Math.round(1000 * ofSeconds);
}
