import { anonymous } from '@collective-impact/sdk';
import { type Database, type ErasureList, schemaStatus } from '@collective-impact/store';
import type { ExecutionMode } from '../execution/index.ts';
import { type OpenIdOptions, signInByToken } from '../openid/index.ts';
import { type RateLimitOptions, RateLimits } from '../rate-limits/index.ts';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';
import { type Log, standardErrorLog } from '../shared/log.ts';
import { authenticateBy } from './authenticate.ts';
import { createGatewayServer, type Gateway, type GatewayFeatures } from './gateway-server.ts';
import { exampleQuery } from './graphiql/example-query.ts';
import type { RequestLimits } from './limits/limits.ts';
import { calendarTimer } from './timers/calendar-timer.ts';
import { expiredBudgetsTimer } from './timers/expired-budgets-timer.ts';
import { expiredIdempotencyKeysTimer } from './timers/expired-idempotency-keys-timer.ts';

export type { Gateway, GatewayFeatures };

/** Options of {@link createGateway}. */
export interface GatewayOptions extends GatewayFeatures {
  database: Database;
  execution?: ExecutionMode;
  /** Limits of a request that differ from the defaults. */
  limits?: Partial<RequestLimits>;
  /** Requests that a caller may send in a minute. No limits by default. */
  rates?: RateLimitOptions;
  /** The identity provider whose access tokens sign in persons. Without it, callers sign in with API keys only. */
  openId?: OpenIdOptions | undefined;
  log?: Log;
  /** The list of erasures outside of the database. Without it, personal data cannot be erased. */
  erasures?: ErasureList | undefined;
}

/** Creates the gateway of a database. While it listens, it also publishes due releases and deletes expired keys. */
export function createGateway(options: GatewayOptions): Gateway {
  const { database, execution, limits, rates, openId, log = standardErrorLog, erasures, ...features } = options;
  const schema = createSchema();
  const rateLimits = rates && new RateLimits({ ...rates, database, log });
  const tokens = openId && signInByToken({ database, log, options: openId });
  const timers = [
    calendarTimer({ database, log }),
    expiredIdempotencyKeysTimer({ database, log }),
    ...(rateLimits ? [expiredBudgetsTimer({ database, rateLimits, log })] : []),
  ];
  const server = createGatewayServer({
    ...features,
    schema,
    connections: () => database.connections(),
    makeContext: ({ viewer }) => ({ ...createContext(database, viewer), erasures }),
    authenticate: authenticateBy({ database, log, tokens }),
    ready: () => missingRequirements(database),
    exampleQuery: () => exampleQuery({ schema, contextValue: createContext(database, anonymous) }),
    execution,
    limits,
    rateLimits,
    log,
  });
  return {
    listen: async (place) => {
      const address = await server.listen(place);
      for (const timer of timers) timer.start();
      // It logs its failure, and the first token makes another attempt.
      void tokens?.prepare();
      return address;
    },
    close: async () => {
      await Promise.all([...timers.map((timer) => timer.stop()), server.close()]);
    },
  };
}

async function missingRequirements(database: Database): Promise<string[]> {
  await database.ping();
  await database.checkStorage();
  return (await schemaStatus(database)) === 'CURRENT'
    ? []
    : ['The database schema has another version. Run `collective-impact migrate`.'];
}
