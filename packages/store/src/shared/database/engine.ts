import type { SetupError } from '@collective-impact/sdk';
import type { AbstractSqlDriver, Options } from '@mikro-orm/sql';
import type { EngineName } from './database.ts';

/** What an engine brings to the ORM, and what it does beside it. */
export interface Engine {
  readonly name: EngineName;
  /** The part of the ORM's configuration that depends on the engine. */
  readonly options: Options<AbstractSqlDriver>;
  /** The folder of an embedded database, absolute. */
  readonly folder?: string;
  /** Whether a statement would have to wait for a transaction that is open. */
  isBusy(): boolean;
  /** Checks, once the ORM stands, that the database is one to work with; what is not is a `SetupError`. */
  verify(run: RunQuery): Promise<void>;
  announce(address: string): Promise<void>;
  /** Resolves if this process loses the embedded folder to another process, with the error to report. */
  readonly lost: Promise<SetupError>;
  /** Gives back what the ORM does not. */
  close(): Promise<void>;
}

/** Runs one query on the database. */
export type RunQuery = <Row>(sql: string) => Promise<Row[]>;
