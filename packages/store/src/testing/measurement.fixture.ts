import { decodeTypeId, encodeTypeId, newUuid, type Outcome, operator, type Viewer } from '@collective-impact/sdk';
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

/** A version that is valid, of events: small numbers of them tell on nobody. */
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

/** A dimension of two categories. */
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

/** The figure of a category of {@link bySex}; of none, the total. */
export function cell(value: string | null, ...categories: string[]): object {
  return { value, categories: categories.map((category) => ({ dimension: 'sex', category })) };
}

/** What tests of shared measurement make before they come to the point; ids are TypeIDs. */
export class MeasurementFixture {
  readonly #database: Database;
  readonly writer: Writer;

  constructor(database: Database) {
    this.#database = database;
    this.writer = new Writer(database, operator);
  }

  /** The readers of a new request. */
  read(viewer: Viewer = operator): Readers {
    return createReaders(this.#database.kysely(), viewer);
  }

  async create(definition: AnyRecordDefinition, command: Command): Promise<string> {
    return encodeTypeId(definition.type.prefix, done(await this.writer.create(definition, command)));
  }

  ecosystem(more: object = {}): Promise<string> {
    return this.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', visibility: 'PUBLIC', ...more });
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

  /** A new indicator's first version with the dimension {@link bySex}, adopted. */
  async adopted(ecosystemId: string, more: object = {}): Promise<{ indicatorId: string; versionId: string }> {
    const indicatorId = await this.indicator(ecosystemId);
    const versionId = await this.version(indicatorId, more);
    await this.dimension(versionId);
    await this.adopt(versionId);
    return { indicatorId, versionId };
  }

  /** Puts a version up for discussion, with what somebody said of it: it can be adopted then. */
  async discussed(indicatorVersionId: string): Promise<void> {
    const said = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
    await this.create(discussionEntryDefinition, { indicatorVersionId, ...said });
    await this.step(discussIndicatorVersion, indicatorVersionId);
  }

  /** Adopts a draft, once it was discussed. */
  async adopt(indicatorVersionId: string): Promise<void> {
    await this.discussed(indicatorVersionId);
    await this.step(adoptIndicatorVersion, indicatorVersionId);
  }

  report(indicatorVersionId: string, more: object = {}): Promise<string> {
    const cells = [cell('30'), cell('10', 'F'), cell('20', 'M')];
    return this.create(indicatorReportDefinition, { indicatorVersionId, period: '2024', cells, ...more });
  }

  /** A report that is verified. */
  async verified(indicatorVersionId: string, more: object = {}): Promise<string> {
    const id = await this.report(indicatorVersionId, more);
    await this.step(submitIndicatorReport, id);
    await this.step(verifyIndicatorReport, id);
    return id;
  }

  /** Publishes a version's verified reports for a period, 2024 unless said. */
  async release(indicatorVersionId: string, more: object = {}): Promise<string> {
    const command = { indicatorVersionId, period: '2024', ...more };
    return encodeTypeId('release', done(await publishRelease(this.writer, command)));
  }

  /**
   * Forgets what the cells of an ecosystem's releases were brought together to: for tests that change released cells, which
   * nobody else does, and for those that want them read one by one.
   */
  async forgetSums(ecosystemId: string): Promise<void> {
    await sql`delete from "released_sum" as "s" using "release" as "r" where "r"."id" = "s"."release_id"
      and "r"."ecosystem_id" = ${uuidOf(ecosystemId)}::uuid`.execute(this.#database.kysely());
  }

  /** Takes a record to another state, whatever version it has. */
  async step(transition: AnyTransition, id: string): Promise<void> {
    done(await this.writer.transition(transition, { id, expectedVersion: await this.versionOf(id) }));
  }

  async versionOf(id: string): Promise<number> {
    const table = id.slice(0, id.lastIndexOf('_'));
    const { rows } = await sql<{ version: number }>`
      select "version" from ${sql.table(table)} where "id" = ${uuidOf(id)}::uuid`.execute(this.#database.kysely());
    return rows[0]?.version ?? 0;
  }
}

/** The UUID of a TypeID. */
export function uuidOf(id: string): string {
  const uuid = decodeTypeId(id.slice(0, id.lastIndexOf('_')), id);
  if (uuid === undefined) throw new Error(`${id} is no id`);
  return uuid;
}

/** What is wrong with a command, as `CODE path.to.field`. */
export function issuesOf(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
}

function done<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}
