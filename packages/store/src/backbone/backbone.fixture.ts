import { decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import type { EngineName } from '../shared/database/database.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { backboneAppointmentDefinition } from './appointment-writer.ts';
import { fundingDefinition } from './funding-writer.ts';

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

/** A new ecosystem with two organizations before each test, and commands about its backbone. */
export class BackboneWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Writes as a local program. */
  writer!: Writer;

  /** The ecosystem of each test. */
  ecosystemId = '';

  /** An organization that funds and supports. */
  foundation = '';

  /** An organization that receives. */
  district = '';

  /** The readers of a new request. */
  readonly reading = (viewer = localProgram) => createReaders(this.database.kysely(), viewer);

  /** Creates an ecosystem. */
  readonly newEcosystem = (more: object = {}) =>
    idOf('ecosystem', this.writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...more }));

  /** Creates an organization in the ecosystem. */
  readonly newOrganization = (more: object = {}) =>
    idOf(
      'organization',
      this.writer.create(organizationDefinition, {
        ecosystemId: this.ecosystemId,
        name: 'Organization',
        stakeholderGroups: [{ code: 'philanthropies' }],
        ...more,
      }),
    );

  /** Appoints the foundation as lead. */
  readonly appoint = (command: Command) =>
    this.writer.create(backboneAppointmentDefinition, {
      organizationId: this.foundation,
      role: 'LEAD',
      startedOn: '2023-09-01',
      ...command,
    });

  /** Creates a funding of the district. */
  readonly createFunding = (command: Command) =>
    this.writer.create(fundingDefinition, {
      ecosystemId: this.ecosystemId,
      title: 'A coordinator',
      funderId: this.foundation,
      recipientId: this.district,
      amount: '100',
      currency: 'USD',
      ...command,
    });

  /** Creates a funding of the district, and returns the id. */
  readonly fundingId = (command: Command = {}) => idOf('funding', this.createFunding(command));

  /** Creates the records of a test. */
  async createEcosystem() {
    this.ecosystemId = await this.newEcosystem({ visibility: 'PUBLIC' });
    this.foundation = await this.newOrganization();
    this.district = await this.newOrganization();
  }

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.writer = new Writer(this.database, localProgram);
    });

    beforeEach(() => this.createEcosystem());

    afterAll(() => this.database.close());
  }
}
