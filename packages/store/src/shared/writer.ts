import { actorOf, ForbiddenError, type Outcome, refused, type Viewer } from '@collective-impact/sdk';
import type { Database } from './database/database.ts';
import { transact } from './database/transact.ts';
import type { AnyRecordDefinition } from './record-definition.ts';
import { transactionOf } from './transaction-of.ts';
import type { AnyTransition } from './transition.ts';
import { UnitOfWork } from './unit-of-work.ts';
import { signIn } from './writing/authorize.ts';
import { createRecord, transitionRecord, updateRecord } from './writing/record-writing.ts';
import { RejectedCommand } from './writing/rejected-command.ts';
import { type Remembered, rememberOutcome } from './writing/remember-outcome.ts';
import { explainVoidedHolder } from './writing/voided-holder.ts';

/**
 * The input of a mutation before it is parsed: the values of a command, and the key by which a repeated request is
 * recognized.
 */
export interface Command {
  readonly idempotencyKey?: string | null;
  readonly [field: string]: unknown;
}

/** Writes on behalf of one viewer. Each command is one transaction, and returns the UUID of its record. */
export class Writer {
  readonly #database: Database;
  readonly viewer: Viewer;

  constructor(database: Database, viewer: Viewer) {
    this.#database = database;
    this.viewer = viewer;
  }

  /** A writer for another viewer. */
  as(viewer: Viewer): Writer {
    return new Writer(this.#database, viewer);
  }

  /** Creates a record. */
  create(definition: AnyRecordDefinition, command: Command): Promise<Outcome<string>> {
    return this.run({
      name: `create${definition.type.name}`,
      command,
      work: (unit, values) => createRecord(unit, { definition, values }),
    });
  }

  /** Changes the fields of a record that the command names. */
  update(definition: AnyRecordDefinition, command: Command): Promise<Outcome<string>> {
    return this.run({
      name: `update${definition.type.name}`,
      command,
      work: (unit, values) => updateRecord(unit, { definition, values }),
    });
  }

  /** Applies a transition to a record, which the command names by `id` and `expectedVersion`. */
  transition(transition: AnyTransition, command: Command): Promise<Outcome<string>> {
    return this.run({
      name: transition.name,
      command,
      work: (unit, values) => transitionRecord(unit, { transition, values }),
    });
  }

  /**
   * Runs a command in one transaction; issues undo all of it. A repeat with the same key returns the first outcome, unless that
   * command changed nothing (`hasNoEffect`). Keys are those of the viewer, unless `keysOf` names another owner of keys.
   */
  async run<T extends Remembered>(execution: {
    name: string;
    command: Command;
    keysOf?: string;
    hasNoEffect?: (value: T) => boolean;
    work: (unit: UnitOfWork, values: object) => Promise<Outcome<T>>;
  }): Promise<Outcome<T>> {
    if (this.viewer.kind === 'ANONYMOUS') throw new ForbiddenError(signIn);
    const { idempotencyKey: key, ...values } = execution.command;
    const { name, work, keysOf = actorOf(this.viewer), hasNoEffect = () => false } = execution;
    try {
      return await transact({ database: this.#database, ...transactionOf(this.viewer) }, async (em) => {
        const unit = new UnitOfWork(em, {
          viewer: this.viewer,
          guards: this.#database.guards,
          now: this.#database.now(),
        });
        const outcome = await rememberOutcome(unit, {
          keysOf,
          key: key ?? null,
          name,
          values,
          hasNoEffect,
          work: () => work(unit, values),
        });
        if (!outcome.ok) throw new RejectedCommand(outcome.issues);
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof RejectedCommand)) throw error;
      const { issues, conflict } = error;
      if (!conflict) return refused(...issues);
      const explained = { viewer: this.viewer, conflict, issues };
      return refused(...(await explainVoidedHolder(this.#database.kysely(), explained)));
    }
  }
}
