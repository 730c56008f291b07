import { decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome, type Viewer } from '@collective-impact/sdk';
import { commonAgendaDefinition, goalDefinition, proposeCommonAgenda, ratifyCommonAgenda } from '../agenda/index.ts';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders, type Readers } from '../readers.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import type { AnyTransition } from '../shared/transition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import type { TestDatabase } from '../testing/open-test-database.ts';

/** The UUID of a TypeID. */
export const uuidOf = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** The issues of a rejected command, as `CODE path`. */
export const issuesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** Creates records for tests of the agenda, public by default. Ids are TypeIDs. */
export class AgendaFixture {
  readonly writer: Writer;
  readonly #database: TestDatabase;

  constructor(database: TestDatabase) {
    this.#database = database;
    this.writer = new Writer(database, localProgram);
  }

  read(viewer: Viewer = localProgram): Readers {
    return createReaders(this.#database.kysely(), viewer);
  }

  /** Creates a record and returns its id. Throws an error with the issues if the command is rejected. */
  async create(definition: AnyRecordDefinition, values: Command): Promise<string> {
    const outcome = await this.writer.create(definition, { visibility: 'PUBLIC', ...values });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
    return encodeTypeId(definition.type.prefix, outcome.value);
  }

  /** Sends a transition with the current version of the record. */
  async transition(transition: AnyTransition, id: string, values: Command = {}): Promise<Outcome<string>> {
    return this.writer.transition(transition, { id, expectedVersion: await this.version(id), ...values });
  }

  /** Sends an update with the current version of the record. */
  async update(definition: AnyRecordDefinition, id: string, values: Command): Promise<Outcome<string>> {
    return this.writer.update(definition, { id, expectedVersion: await this.version(id), ...values });
  }

  /** The current version of a record. 0 if there is none. */
  async version(id: string): Promise<number> {
    const record: { id: string; version?: number } | null = await this.read().record(
      id.slice(0, id.lastIndexOf('_')),
      uuidOf(id),
    );
    return record?.version ?? 0;
  }

  ecosystem(values: Command = {}): Promise<string> {
    return this.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...values });
  }

  organization(ecosystemId: string, values: Command = {}): Promise<string> {
    return this.create(organizationDefinition, { ecosystemId, name: 'Library', ...values });
  }

  /** Creates an agenda with one goal, `G1`, in a status. */
  async agenda(
    ecosystemId: string,
    status: 'DRAFT' | 'PROPOSED' | 'RATIFIED' = 'DRAFT',
  ): Promise<{ id: string; goal: string }> {
    const id = await this.create(commonAgendaDefinition, { ecosystemId, vision: 'Everyone belongs in science.' });
    const goal = await this.create(goalDefinition, { commonAgendaId: id, code: 'G1', title: 'Read by nine' });
    if (status !== 'DRAFT') await this.transition(proposeCommonAgenda, id, { proposedOn: '2024-01-10' });
    if (status === 'RATIFIED') await this.transition(ratifyCommonAgenda, id, { ratifiedOn: '2024-02-01' });
    return { id, goal };
  }
}
