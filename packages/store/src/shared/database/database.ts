import type { SetupError } from '@collective-impact/sdk';
import type { AbstractSqlDriver, MikroORM, SqlEntityManager } from '@mikro-orm/sql';
import type { Kysely } from 'kysely';
import type { AnyGuard } from '../unit-of-work.ts';
import type { ConnectionCounts } from './connection-queue.ts';
import type { Statement, StatementLog } from './statement-log.ts';
import type { TransactionPlaces } from './transaction-places.ts';

/** `pglite` is PostgreSQL inside this process. */
export type EngineName = 'postgresql' | 'pglite';

/** An open database, on either engine. */
export interface Database {
  readonly engine: EngineName;
  readonly orm: MikroORM<AbstractSqlDriver, SqlEntityManager>;
  /** The folder of an embedded database, absolute; undefined in memory and on PostgreSQL. */
  readonly folder: string | undefined;
  readonly statements: StatementLog;
  /** Limits how many connections transactions use. Undefined for the embedded database, which has one connection. */
  readonly transactions: TransactionPlaces | undefined;
  /** The rules of later domains about records of earlier ones. */
  readonly guards: readonly AnyGuard[];
  /**
   * The query builder, outside any transaction. Without `Tables` it runs only raw statements. A domain names its tables, such as
   * `kysely<EcosystemTables>()`, to build checked statements.
   */
  kysely<Tables = unknown>(): Kysely<Tables>;
  /** The clock by which the rules determine the current day. */
  now(): Date;
  /** Calls `listener` with every statement from now on, until the returned function is called. */
  onStatement(listener: (statement: Statement) => void): () => void;
  /** How many connections are in use, and how many statements wait for one. */
  connections(): ConnectionCounts;
  /** Makes the address of this process known to a process that finds the embedded folder in use. */
  announce(address: string): Promise<void>;
  /**
   * Resolves if this process loses the embedded folder to another process, with the error to report. From then on every
   * statement is rejected, and the process should end. Never resolves in memory or on PostgreSQL.
   */
  readonly lost: Promise<SetupError>;
  /** Resolves if the database responds, and rejects otherwise. */
  ping(): Promise<void>;
  /** Resolves if the disk of the database has space, and rejects otherwise. */
  checkStorage(): Promise<void>;
  /** Waits for running statements, then closes. A second call does nothing. */
  close(): Promise<void>;
}
