import { decodeTypeId, encodeTypeId, newUuid, type Outcome, operator, type Viewer } from '@collective-impact/sdk';
import { commonAgendaDefinition, goalDefinition, proposeCommonAgenda, ratifyCommonAgenda } from '../agenda/index.ts';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders, type Readers } from '../readers.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import type { AnyTransition } from '../shared/transition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import type { TestDatabase } from '../testing/open-test-database.ts';

/** The UUID of a TypeID. */
export const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** What was refused, as `CODE path`. */
export const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** Creates the records that tests of this domain need, public by default. Ids are TypeIDs. */
export class AgendaFixture {
  readonly writer: Writer;
  readonly #database: TestDatabase;

  constructor(database: TestDatabase) {
    this.#database = database;
    this.writer = new Writer(database, operator);
  }

  read(viewer: Viewer = operator): Readers {
    return createReaders(this.#database.kysely(), viewer);
  }

  /** Creates a record, or fails the test with what is wrong. */
  async make(definition: AnyRecordDefinition, values: Command): Promise<string> {
    const done = await this.writer.create(definition, { visibility: 'PUBLIC', ...values });
    if (!done.ok) throw new Error(JSON.stringify(done.issues));
    return encodeTypeId(definition.type.prefix, done.value);
  }

  /** Takes a step on the version that the record has. */
  async step(transition: AnyTransition, id: string, values: Command = {}): Promise<Outcome<string>> {
    return this.writer.transition(transition, { id, expectedVersion: await this.version(id), ...values });
  }

  /** Changes the version that the record has. */
  async update(definition: AnyRecordDefinition, id: string, values: Command): Promise<Outcome<string>> {
    return this.writer.update(definition, { id, expectedVersion: await this.version(id), ...values });
  }

  async version(id: string): Promise<number> {
    const record: { id: string; version?: number } | null = await this.read().record(
      id.slice(0, id.lastIndexOf('_')),
      uuid(id),
    );
    return record?.version ?? 0;
  }

  ecosystem(values: Command = {}): Promise<string> {
    return this.make(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...values });
  }

  organization(ecosystemId: string, values: Command = {}): Promise<string> {
    return this.make(organizationDefinition, { ecosystemId, name: 'Library', ...values });
  }

  /** An agenda with one goal, `G1`, in the state asked for. */
  async agenda(
    ecosystemId: string,
    status: 'DRAFT' | 'PROPOSED' | 'RATIFIED' = 'DRAFT',
  ): Promise<{ id: string; goal: string }> {
    const id = await this.make(commonAgendaDefinition, { ecosystemId, vision: 'Everyone belongs in science.' });
    const goal = await this.make(goalDefinition, { commonAgendaId: id, code: 'G1', title: 'Read by nine' });
    if (status !== 'DRAFT') await this.step(proposeCommonAgenda, id, { proposedOn: '2024-01-10' });
    if (status === 'RATIFIED') await this.step(ratifyCommonAgenda, id, { ratifiedOn: '2024-02-01' });
    return { id, goal };
  }
}
