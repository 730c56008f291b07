import { type Database, schemaStatus } from '@collective-impact/store';
import type { ExecutionMode } from '../execution/index.ts';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';
import { type Log, standardErrorLog } from '../shared/log.ts';
import { authenticateBy } from './authenticate.ts';
import { CalendarTimer } from './calendar-timer.ts';
import { createGatewayServer, type Gateway } from './gateway-server.ts';

export type { Gateway };

/** What a gateway needs to run. */
export interface GatewayOptions {
  database: Database;
  /** Makes a caller the operator; with null nobody writes. */
  operatorKey: string | null;
  /** What GraphiQL shows first. */
  firstQuery?: string;
  execution?: ExecutionMode;
  log?: Log;
}

/** Puts a gateway over a database together; once it listens it serves, and releases what calendars release. */
export function createGateway(options: GatewayOptions): Gateway {
  const { database, operatorKey, firstQuery = '{ ecosystems { nodes { slug name } } }', execution } = options;
  const { log = standardErrorLog } = options;
  const timer = new CalendarTimer({ database, log });
  const server = createGatewayServer({
    schema: createSchema(),
    makeContext: ({ viewer }) => createContext(database, viewer),
    authenticate: authenticateBy(operatorKey),
    ready: () => whatIsMissing(database),
    firstQuery,
    execution,
    log,
  });
  return {
    listen: async (place) => {
      const address = await server.listen(place);
      timer.start();
      return address;
    },
    close: async () => {
      await Promise.all([timer.stop(), server.close()]);
    },
  };
}

async function whatIsMissing(database: Database): Promise<string[]> {
  await database.ping();
  return (await schemaStatus(database)) === 'CURRENT'
    ? []
    : ['the database has not the schema of this version: migrate'];
}
