import { type Issue, today, type Viewer } from '@collective-impact/sdk';
import type { EntityManager } from '@mikro-orm/sql';
import { type Kysely, sql } from 'kysely';
import type { RowStatement } from './rows/row-statement.ts';

/** A guard of any kind of record: see `guard`. */
export interface AnyGuard {
  /** The prefix of the record type that it protects. */
  readonly prefix: string;
  /** Judges a record that is created, changed or restored. `before` is null unless it is changed. */
  judge?(unit: UnitOfWork, change: { before: object | null; after: object }): Promise<Issue[]>;
  /** Judges a record that is restored, beside the other records that exist now. */
  judgeRestored?(unit: UnitOfWork, record: object): Promise<Issue[]>;
}

/** One transaction of a writer: its entity manager, the viewer who writes, its moment, and the guards of records. */
export class UnitOfWork {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  /** The moment by which the rules determine the current day. */
  readonly now: Date;
  readonly #timeZones = new Map<string, string>();
  readonly #guards: readonly AnyGuard[];

  constructor(
    em: EntityManager,
    { viewer, guards, now = new Date() }: { viewer: Viewer; guards: readonly AnyGuard[]; now?: Date },
  ) {
    this.em = em;
    this.viewer = viewer;
    this.now = now;
    this.#guards = guards;
  }

  /** The same transaction for another viewer. */
  as(viewer: Viewer): UnitOfWork {
    return new UnitOfWork(this.em, { viewer, guards: this.#guards, now: this.now });
  }

  /** The query builder, for the tables that a domain reads. `rows` runs its statements. */
  tables<Tables>(): Kysely<Tables> {
    return this.em.getKysely<object>() as unknown as Kysely<Tables>;
  }

  /** Runs one statement inside the transaction. */
  async rows<Row>(statement: RowStatement<Row>): Promise<Row[]> {
    const kysely = this.tables<object>();
    return (await kysely.executeQuery(statement.compile(kysely))).rows;
  }

  /** Lets a principal write to an ecosystem in which it has no grant: one that it creates, or whose BACKBONE it appoints. */
  async allow(ecosystemId: string): Promise<void> {
    if (this.viewer.kind !== 'PRINCIPAL') return;
    await this.rows(
      sql`select set_config('ci.ecosystems', array_append(current_setting('ci.ecosystems')::uuid[], ${ecosystemId}::uuid)::text, true)`,
    );
  }

  /** The current day, `YYYY-MM-DD`, in the time zone of an ecosystem. */
  async today(ecosystemId: string): Promise<string> {
    const timeZone = this.#timeZones.get(ecosystemId) ?? (await this.#timeZoneOf(ecosystemId));
    this.#timeZones.set(ecosystemId, timeZone);
    return today(timeZone, this.now);
  }

  async #timeZoneOf(ecosystemId: string): Promise<string> {
    const [ecosystem] = await this.rows<{ timeZone: string }>(
      sql`select "time_zone" as "timeZone" from "ecosystem" where "id" = ${ecosystemId}::uuid`,
    );
    if (!ecosystem) throw new Error(`There is no ecosystem ${ecosystemId}.`);
    return ecosystem.timeZone;
  }

  /** The issues that the guards of a record type find in a change; `before` is null when a record is created. */
  async judgeGuarded(prefix: string, change: { before: object | null; after: object }): Promise<Issue[]> {
    const issues: Issue[] = [];
    for (const guard of this.#guards) {
      if (guard.prefix === prefix) issues.push(...((await guard.judge?.(this, change)) ?? []));
    }
    return issues;
  }

  /** The issues that the guards of a record type find in a restored record: those of a new record, and those beside other records. */
  async judgeRestored(prefix: string, record: object): Promise<Issue[]> {
    const issues = await this.judgeGuarded(prefix, { before: null, after: record });
    for (const guard of this.#guards) {
      if (guard.prefix === prefix) issues.push(...((await guard.judgeRestored?.(this, record)) ?? []));
    }
    return issues;
  }
}
