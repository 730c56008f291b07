import { ForbiddenError, type Outcome, refused, type Viewer } from '@collective-impact/sdk';
import { type Remembered, rememberOutcome } from '../access/index.ts';
import type { Database } from './database/database.ts';
import { transact } from './database/transact.ts';
import { createRecord, takeStep, updateRecord } from './record-writing.ts';
import { Refusal } from './refusal.ts';
import { UnitOfWork } from './unit-of-work.ts';
import type { Transition, Writing } from './writing.ts';

/** A mutation's input: the command's values, and the key under which a repeat is recognised. */
export type Command = Record<string, unknown> & { idempotencyKey?: string | null };

/** Writes on behalf of one viewer; every command is one transaction, and answers the UUID of its record. */
export class Writer {
  readonly #database: Database;
  readonly viewer: Viewer;

  constructor(database: Database, viewer: Viewer) {
    this.#database = database;
    this.viewer = viewer;
  }

  /** Creates a record from a command. */
  create(writing: Writing, command: Command): Promise<Outcome<string>> {
    return this.carryOut({
      name: `create${writing.type.name}`,
      command,
      work: (unit, values) => createRecord(unit, { writing, values }),
    });
  }

  /** Changes the fields that a command names. */
  update(writing: Writing, command: Command): Promise<Outcome<string>> {
    return this.carryOut({
      name: `update${writing.type.name}`,
      command,
      work: (unit, values) => updateRecord(unit, { writing, values }),
    });
  }

  /** Takes a record to another state; the command names it by `id` and `expectedVersion`. */
  transition(transition: Transition, command: Command): Promise<Outcome<string>> {
    return this.carryOut({
      name: transition.name,
      command,
      work: (unit, values) => takeStep(unit, { transition, values }),
    });
  }

  /** Runs `work` in one transaction; issues undo all of it. A repeat under the same key answers as the first time. */
  async carryOut<T extends Remembered>(commanded: {
    name: string;
    command: Command;
    work: (unit: UnitOfWork, values: Record<string, unknown>) => Promise<Outcome<T>>;
  }): Promise<Outcome<T>> {
    if (this.viewer.kind === 'ANONYMOUS') {
      throw new ForbiddenError(
        'anonymous callers write nothing: send the operator key as "Authorization: Bearer <key>"',
      );
    }
    const { idempotencyKey: key, ...values } = commanded.command;
    const { name, work } = commanded;
    try {
      return await transact(this.#database, { actor: this.viewer.kind.toLowerCase() }, async (em) => {
        const unit = new UnitOfWork(em, { viewer: this.viewer, guards: this.#database.guards });
        const done = await rememberOutcome(unit, { key: key ?? null, name, values, work: () => work(unit, values) });
        if (!done.ok) throw new Refusal(done.issues);
        return done;
      });
    } catch (error) {
      if (error instanceof Refusal) return refused(...error.issues);
      throw error;
    }
  }
}
