import type { SetupError } from '@collective-impact/sdk';
import type { AbstractSqlDriver, Options } from '@mikro-orm/sql';
import type { EngineName } from './database.ts';
import type { TransactionPlaces } from './transaction-places.ts';

/** An engine: its configuration of the ORM, and the operations that the ORM does not have. */
export interface Engine {
  readonly name: EngineName;
  /** The part of the ORM's configuration that depends on the engine. */
  readonly options: Options<AbstractSqlDriver>;
  /** The folder of an embedded database, absolute. */
  readonly folder?: string;
  /** Limits how many connections transactions use. Undefined if the engine has one connection. */
  readonly transactions?: TransactionPlaces;
  /** Whether a statement would have to wait for an open transaction. */
  isBusy(): boolean;
  /** Checks, after the ORM is initialized, that the database can be used. Throws a `SetupError` otherwise. */
  verify(run: RunQuery): Promise<void>;
  announce(address: string): Promise<void>;
  /** Resolves if this process loses the embedded folder to another process, with the error to report. */
  readonly lost: Promise<SetupError>;
  /** Releases the resources that the ORM does not release. */
  close(): Promise<void>;
}

/** Runs one query on the database. */
export type RunQuery = <Row>(sql: string) => Promise<Row[]>;
