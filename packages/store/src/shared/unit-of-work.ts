import type { Issue, Viewer } from '@collective-impact/sdk';
import type { EntityManager } from '@mikro-orm/sql';
import type { Kysely, RawBuilder } from 'kysely';

/** A guard of any kind of record: see `guard`. */
export interface AnyGuard {
  /** The prefix of the record type that it protects. */
  readonly prefix: string;
  judge(unit: UnitOfWork, change: { before: object | null; after: object }): Promise<Issue[]>;
}

/** One transaction of a writer: its entity manager, the viewer who writes, and the guards of records. */
export class UnitOfWork {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly #guards: readonly AnyGuard[];

  constructor(em: EntityManager, { viewer, guards }: { viewer: Viewer; guards: readonly AnyGuard[] }) {
    this.em = em;
    this.viewer = viewer;
    this.#guards = guards;
  }

  /** Runs one statement inside the transaction. */
  async rows<Row>(statement: RawBuilder<Row>): Promise<Row[]> {
    return (await statement.execute(this.em.getKysely() as unknown as Kysely<unknown>)).rows;
  }

  /** The issues that the guards of a record type find in a change; `before` is null when a record is created. */
  async judgeGuarded(prefix: string, change: { before: object | null; after: object }): Promise<Issue[]> {
    const issues: Issue[] = [];
    for (const guard of this.#guards) {
      if (guard.prefix === prefix) issues.push(...(await guard.judge(this, change)));
    }
    return issues;
  }
}
