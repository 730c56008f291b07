import type { Issue, Viewer } from '@collective-impact/sdk';
import type { EntityManager } from '@mikro-orm/sql';
import type { Kysely, RawBuilder } from 'kysely';

/** A record before and after a change; `before` is null when it is created. Values are columns, with UUIDs as ids. */
export interface GuardedChange {
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> & { id: string };
}

/**
 * A rule of a later domain about a record of an earlier one, for example a rule about baselines that needs releases. It
 * returns the issues that forbid the change, and an empty list if there are none.
 */
export type Guard = (unit: UnitOfWork, change: GuardedChange) => Promise<Issue[]>;

/** Guards by the prefix of the record type that they protect. */
export type Guards = Readonly<Record<string, readonly Guard[]>>;

/** One transaction of a writer: its entity manager, the viewer who writes, and the guards of records. */
export class UnitOfWork {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly #guards: Guards;

  constructor(em: EntityManager, { viewer, guards }: { viewer: Viewer; guards: Guards }) {
    this.em = em;
    this.viewer = viewer;
    this.#guards = guards;
  }

  /** Runs one statement inside the transaction. */
  async rows<Row>(statement: RawBuilder<Row>): Promise<Row[]> {
    return (await statement.execute(this.em.getKysely() as unknown as Kysely<unknown>)).rows;
  }

  /** The issues that the guards of a record type find in a change. */
  async judgeGuarded(prefix: string, change: GuardedChange): Promise<Issue[]> {
    const issues: Issue[] = [];
    for (const guard of this.#guards[prefix] ?? []) issues.push(...(await guard(this, change)));
    return issues;
  }
}
