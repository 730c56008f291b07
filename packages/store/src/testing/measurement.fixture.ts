import { decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import {
  adoptIndicatorVersion,
  dimensionDefinition,
  discussIndicatorVersion,
  discussionEntryDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
} from '../indicator/index.ts';
import { createReaders, type Readers } from '../readers.ts';
import { publishRelease } from '../release/index.ts';
import { indicatorReportDefinition, submitIndicatorReport, verifyIndicatorReport } from '../reporting/index.ts';
import type { Database } from '../shared/database/database.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import type { AnyTransition } from '../shared/transition.ts';
import { type Command, Writer } from '../shared/writer.ts';

/** Fields of a valid indicator version that counts events. Small numbers of events identify nobody. */
export const validVersion = {
  definition: 'Events held',
  kind: 'COUNT',
  countingUnit: 'EVENTS',
  unit: { code: 'events', label: 'Events' },
  comparability: 'YES',
  direction: 'INCREASE',
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'SUM',
  frequency: 'YEAR',
  visibility: 'PUBLIC',
};

/** An exclusive, exhaustive dimension with two categories. */
export const bySex = {
  code: 'sex',
  label: 'Sex',
  exclusive: true,
  exhaustive: true,
  visibility: 'PUBLIC',
  categories: [
    { code: 'F', label: 'Female', order: 0 },
    { code: 'M', label: 'Male', order: 1 },
  ],
};

/** A cell for categories of {@link bySex}. Without categories, the cell is the total. */
export function cell(value: string | null, ...categories: string[]): object {
  return { value, categories: categories.map((category) => ({ dimension: 'sex', category })) };
}

/** Creates the records that tests of shared measurement need. Accepts and returns ids as TypeIDs. */
export class MeasurementFixture {
  readonly #database: Database;
  readonly writer: Writer;

  constructor(database: Database) {
    this.#database = database;
    this.writer = new Writer(database, localProgram);
  }

  /** Creates the readers of a new request. */
  read(viewer: Viewer = localProgram): Readers {
    return createReaders(this.#database.kysely(), viewer);
  }

  async create(definition: AnyRecordDefinition, command: Command): Promise<string> {
    return encodeTypeId(definition.type.prefix, valueOrThrow(await this.writer.create(definition, command)));
  }

  ecosystem(more: object = {}): Promise<string> {
    return this.create(ecosystemDefinition, { slug: `test-${newUuid()}`, name: 'Here', visibility: 'PUBLIC', ...more });
  }

  organization(ecosystemId: string, more: object = {}): Promise<string> {
    return this.create(organizationDefinition, { ecosystemId, name: 'Museum', visibility: 'PUBLIC', ...more });
  }

  indicator(ecosystemId: string, more: object = {}): Promise<string> {
    const code = `I-${newUuid()}`;
    const values = { ecosystemId, code, name: 'Events', level: 'PROGRAM', visibility: 'PUBLIC', ...more };
    return this.create(indicatorDefinition, values);
  }

  version(indicatorId: string, more: object = {}): Promise<string> {
    return this.create(indicatorVersionDefinition, { ...validVersion, indicatorId, ...more });
  }

  dimension(indicatorVersionId: string, more: object = {}): Promise<string> {
    return this.create(dimensionDefinition, { ...bySex, indicatorVersionId, ...more });
  }

  /** Creates an indicator and adopts its first version, with the dimension {@link bySex}. */
  async adopted(ecosystemId: string, more: object = {}): Promise<{ indicatorId: string; versionId: string }> {
    const indicatorId = await this.indicator(ecosystemId);
    const versionId = await this.version(indicatorId, more);
    await this.dimension(versionId);
    await this.adopt(versionId);
    return { indicatorId, versionId };
  }

  /** Records a discussion entry and takes a version to `DISCUSSED`, so that it can be adopted. */
  async discuss(indicatorVersionId: string): Promise<void> {
    const entry = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
    await this.create(discussionEntryDefinition, { indicatorVersionId, ...entry });
    await this.transition(discussIndicatorVersion, indicatorVersionId);
  }

  /** Discusses a draft version and adopts it. */
  async adopt(indicatorVersionId: string): Promise<void> {
    await this.discuss(indicatorVersionId);
    await this.transition(adoptIndicatorVersion, indicatorVersionId);
  }

  report(indicatorVersionId: string, more: object = {}): Promise<string> {
    const cells = [cell('30'), cell('10', 'F'), cell('20', 'M')];
    return this.create(indicatorReportDefinition, { indicatorVersionId, period: '2024', cells, ...more });
  }

  /** Creates, submits and verifies a report. */
  async verified(indicatorVersionId: string, more: object = {}): Promise<string> {
    const id = await this.report(indicatorVersionId, more);
    await this.transition(submitIndicatorReport, id);
    await this.transition(verifyIndicatorReport, id);
    return id;
  }

  /** Publishes the verified reports of a version for a period. The default period is 2024. */
  async release(indicatorVersionId: string, more: object = {}): Promise<string> {
    const command = { indicatorVersionId, period: '2024', ...more };
    return encodeTypeId('release', valueOrThrow(await publishRelease(this.writer, command)));
  }

  /**
   * Deletes the stored sums of an ecosystem's releases, so that roll-ups read the released cells. Tests that change released
   * cells need this: outside tests, released cells never change.
   */
  async forgetSums(ecosystemId: string): Promise<void> {
    await sql`delete from "released_sum" as "s" using "release" as "r" where "r"."id" = "s"."release_id"
      and "r"."ecosystem_id" = ${uuidOf(ecosystemId)}::uuid`.execute(this.#database.kysely());
  }

  /** Deletes the row of a record and nothing that refers to it, as on a gateway that never received the record. */
  async removeRow(id: string): Promise<void> {
    await this.#database
      .kysely()
      .connection()
      .execute(async (connection) => {
        await sql`set session_replication_role = replica`.execute(connection);
        try {
          await sql`delete from ${sql.table(tableOf(id))} where "id" = ${uuidOf(id)}::uuid`.execute(connection);
        } finally {
          await sql`set session_replication_role = default`.execute(connection);
        }
      });
  }

  /** Applies a transition to a record, at its current version. */
  async transition(transition: AnyTransition, id: string, more: object = {}): Promise<void> {
    valueOrThrow(await this.writer.transition(transition, { id, expectedVersion: await this.versionOf(id), ...more }));
  }

  async versionOf(id: string): Promise<number> {
    const { rows } = await sql<{ version: number }>`
      select "version" from ${sql.table(tableOf(id))} where "id" = ${uuidOf(id)}::uuid`.execute(
      this.#database.kysely(),
    );
    return rows[0]?.version ?? 0;
  }
}

/** The table of a TypeID. Its name is the prefix. */
function tableOf(id: string): string {
  return id.slice(0, id.lastIndexOf('_'));
}

/** The UUID of a TypeID. */
export function uuidOf(id: string): string {
  const uuid = decodeTypeId(tableOf(id), id);
  if (uuid === undefined) throw new Error(`${id} is not a TypeID.`);
  return uuid;
}

/** The issues of a rejected command, as `CODE path.to.field`. Empty if it was accepted. */
export function issuesOf(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
}

function valueOrThrow<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}
