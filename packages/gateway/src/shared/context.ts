import type { Viewer } from '@collective-impact/sdk';
import { createReaders, type Database, type Readers, Writer } from '@collective-impact/store';
import { createToday, type Today } from './today.ts';

/** What every resolver of one request receives: the viewer, and readers and a writer bound to it. */
export interface GatewayContext {
  readonly viewer: Viewer;
  readonly read: Readers;
  readonly writer: Writer;
  /** The current day of an ecosystem, for rules that judge it. */
  readonly today: Today;
}

/** Makes the context of one request. */
export function createContext(database: Database, viewer: Viewer): GatewayContext {
  const read = createReaders(database.kysely(), viewer);
  return { viewer, read, writer: new Writer(database, viewer), today: createToday(read, database.now) };
}
