import { decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { activityDefinition } from '../activity/index.ts';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import type { EngineName } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

/** The UUID of a TypeID. */
export const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** The TypeID of the record that a command created. Throws if the command was rejected. */
export async function created(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(prefix, result.value);
}

/** The issues of a rejected command, as `CODE path`. */
export const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** Two new ecosystems before each test. */
export class LearningWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Writes as a local program. */
  writer!: Writer;

  /** The ecosystem of each test. */
  ecosystemId = '';

  /** Another ecosystem. */
  elsewhere = '';

  /** The readers of a new request. */
  readonly reading = (viewer = localProgram) => createReaders(this.database.kysely(), viewer);

  /** Creates an ecosystem. */
  readonly newEcosystem = () =>
    created(
      'ecosystem',
      this.writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', visibility: 'PUBLIC' }),
    );

  /** Creates an activity of the ecosystem. */
  readonly newActivity = (more: object = {}) =>
    created(
      'activity',
      this.writer.create(activityDefinition, {
        ecosystemId: this.ecosystemId,
        title: 'A club',
        visibility: 'PUBLIC',
        ...more,
      }),
    );

  /** Creates the records of a test. */
  async createEcosystems() {
    this.ecosystemId = await this.newEcosystem();
    this.elsewhere = await this.newEcosystem();
  }

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.writer = new Writer(this.database, localProgram);
    });

    beforeEach(() => this.createEcosystems());

    afterAll(() => this.database.close());
  }
}
