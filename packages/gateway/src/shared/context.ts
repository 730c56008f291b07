import type { Viewer } from '@collective-impact/sdk';
import { createReaders, type Database, type ErasureList, type Readers, Writer } from '@collective-impact/store';
import { createToday, type Today } from './today.ts';

/** The context of the resolvers of one request: the viewer, and readers and a writer for it. */
export interface GatewayContext {
  readonly viewer: Viewer;
  readonly read: Readers;
  readonly writer: Writer;
  /** The current moment. */
  now(): Date;
  /** The current day in the time zone of an ecosystem. */
  readonly today: Today;
  /** The list of erasures outside of the database. Without it, nothing can be erased. */
  readonly erasures?: ErasureList | undefined;
}

/** Creates the context of one request. */
export function createContext(database: Database, viewer: Viewer): GatewayContext {
  const read = createReaders(database.kysely(), viewer);
  const now = () => database.now();
  return { viewer, read, writer: new Writer(database, viewer), now, today: createToday(read, now) };
}
