import { localProgram, type Outcome } from '@collective-impact/sdk';
import type { RawBuilder } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { EngineName } from '../../shared/database/database.ts';
import { type Command, Writer } from '../../shared/writer.ts';
import { AgendaFixture } from '../../testing/agenda.fixture.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { type RestoredRecord, restoreRecord } from './restore-record.ts';
import { voidRecord } from './void-record.ts';

/** The reason for voiding. */
export const reason = 'Entered twice.';

/** The messages of a rejected command. */
export const messages = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.issues.map(({ message }) => message));

/** A new ecosystem with an agenda before each test. */
export class VoidingWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Creates records. */
  make!: AgendaFixture;

  /** The ecosystem. */
  ecosystem = '';

  /** Its agenda, with one goal. */
  agenda!: { id: string; goal: string };

  /** The writer of a local program. */
  readonly local = () => new Writer(this.database, localProgram);

  /** Voids a record. */
  readonly doVoid = (id: string, more: Command = {}, writer = this.local()): Promise<Outcome<string>> =>
    voidRecord(writer, { id, reason, ...more });

  /** Restores a record. */
  readonly restore = (id: string, writer = this.local()): Promise<Outcome<RestoredRecord[]>> =>
    restoreRecord(writer, { id, reason: 'It was right.' });

  /** Whether a record can be read. */
  readonly isThere = async (id: string) => (await this.make.version(id)) > 0;

  /** The rows of a statement. */
  readonly rows = async <Row>(statement: RawBuilder<Row>) => (await statement.execute(this.database.kysely())).rows;

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
    });

    afterAll(() => this.database.close());

    beforeEach(async () => {
      await emptyDatabase(this.database);
      this.make = new AgendaFixture(this.database);
      this.ecosystem = await this.make.ecosystem();
      this.agenda = await this.make.agenda(this.ecosystem);
    });
  }
}
