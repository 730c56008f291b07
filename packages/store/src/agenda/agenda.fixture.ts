import { decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import type { EngineName } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from './agenda-writer.ts';
import { goalDefinition } from './goal-writer.ts';

/** The UUID of a TypeID. */
export const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** The TypeID of the record that a command wrote. Throws if the command was rejected. */
export async function idOf(prefix: string, command: Promise<Outcome<string>>): Promise<string> {
  const outcome = await command;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return encodeTypeId(prefix, outcome.value);
}

/** The issues of a rejected command, as `CODE path`. */
export const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** A new ecosystem before each test, and commands about its agendas. */
export class AgendaWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Writes as a local program. */
  writer!: Writer;

  /** The ecosystem of each test. */
  ecosystemId = '';

  /** The readers of a new request. */
  readonly reading = (viewer = localProgram) => createReaders(this.database.kysely(), viewer);

  /** Creates an ecosystem. */
  readonly newEcosystem = (more: object = {}) =>
    idOf('ecosystem', this.writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...more }));

  /** Creates a draft. */
  readonly newAgenda = (more: object = {}) =>
    idOf('common_agenda', this.writer.create(commonAgendaDefinition, { ecosystemId: this.ecosystemId, ...more }));

  /** Creates a goal of a draft. */
  readonly newGoal = (commonAgendaId: string, more: object = {}) =>
    idOf('goal', this.writer.create(goalDefinition, { commonAgendaId, code: 'G1', title: 'Read by nine', ...more }));

  /** An agenda with a vision and a goal, which can be proposed. Its version is 1. Returns its id. */
  async readyAgenda(): Promise<string> {
    const id = await this.newAgenda({ vision: 'Everyone belongs in science.' });
    await this.newGoal(id);
    return id;
  }

  /** Proposes a draft. */
  readonly propose = (id: string, expectedVersion = 1) =>
    this.writer.transition(proposeCommonAgenda, { id, expectedVersion });

  /** Ratifies a proposed agenda. */
  readonly ratify = (id: string, expectedVersion = 2) =>
    this.writer.transition(ratifyCommonAgenda, { id, expectedVersion });

  /** Creates an agenda that can be ratified. */
  async proposedAgenda(): Promise<string> {
    const id = await this.readyAgenda();
    await idOf('common_agenda', this.propose(id));
    return id;
  }

  /** The number and status of each agenda. */
  async agendas(): Promise<{ number: number; status: string }[]> {
    const { rows } = await this.reading().agenda.agendas(uuid(this.ecosystemId), {});
    return rows.map(({ number, status }) => ({ number, status }));
  }

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.writer = new Writer(this.database, localProgram);
    });

    beforeEach(async () => {
      this.ecosystemId = await this.newEcosystem();
    });

    afterAll(() => this.database.close());
  }
}
