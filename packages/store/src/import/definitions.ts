import { encodeTypeId, type SourceLocation, type Visibility } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { commonAgendaDefinition, goalDefinition } from '../agenda/index.ts';
import { organizationDefinition } from '../ecosystem/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import { createRecord, updateRecord } from '../shared/record-writing.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { publishVersion } from './indicator-versions.ts';
import { settled } from './settled.ts';
import type { Staged } from './staging.ts';

/** How many records an import made, changed, and found as they should be. */
export interface Tally {
  created: number;
  changed: number;
  unchanged: number;
}

/** What the definitions of a source became: the UUIDs behind their keys and numbers. */
export interface Published {
  /** By the organization's number. */
  organizations: string[];
  /** By the indicator's number. */
  versions: string[];
  /** By the combination's number. */
  breakdowns: number[];
}

/** Where the records of an import go, and who may see them. */
export interface Destination {
  ecosystemId: string;
  visibility: Visibility;
}

/** Creates or updates the definitions of a source by the writers everyone uses. */
export async function publishDefinitions(
  unit: UnitOfWork,
  options: { staged: Staged; destination: Destination; tallies: Map<string, Tally> },
): Promise<Published> {
  const { staged, destination, tallies } = options;
  const ecosystem = encodeTypeId('ecosystem', destination.ecosystemId);
  const { visibility } = destination;
  const keeper = new Keeper(unit, { ecosystemId: destination.ecosystemId, tallies });
  const organizations: string[] = [];
  for (const { value, place, ordinal } of staged.organizations.values()) {
    const match = value.sourceUri === undefined ? { name: value.name } : { source_uri: value.sourceUri };
    const own = { ...value };
    organizations[ordinal] = await keeper.keep(organizationDefinition, {
      match,
      own,
      atCreation: { ecosystemId: ecosystem, visibility },
      place,
    });
  }
  const goals = new Map<string, string>();
  for (const { key, value, place } of staged.goals.values()) {
    const match = value.sourceUri === undefined ? { code: value.code } : { source_uri: value.sourceUri };
    const agenda = () => draftAgenda(unit, { ecosystem, destination });
    const created = async () => ({ commonAgendaId: await agenda(), visibility, order: goals.size });
    goals.set(key, await keeper.keep(goalDefinition, { match, own: { ...value }, atCreation: created, place }));
  }
  const versions: string[] = [];
  const breakdowns: number[] = [];
  for (const indicator of staged.indicators.values()) {
    const { version: _version, dimensions: _dimensions, goals: goalKeys, definedBy, ...own } = indicator.value;
    const definer = definedBy === null ? undefined : staged.organizations.get(definedBy)?.ordinal;
    const definedById = definer === undefined ? undefined : encodeTypeId('organization', organizations[definer] ?? '');
    const goalIds = goalKeys.flatMap((key) => goals.get(key) ?? []).map((id) => encodeTypeId('goal', id));
    const id = await keeper.keep(indicatorDefinition, {
      match: { code: indicator.value.code },
      own: { ...saidOnly(own), ...(goalIds.length > 0 && { goalIds }), ...(definedById && { definedById }) },
      atCreation: { ecosystemId: ecosystem, visibility },
      place: indicator.place,
    });
    const published = await publishVersion(unit, { indicator, indicatorId: id, visibility });
    versions[indicator.ordinal] = published.versionId;
    for (const [ordinal, breakdown] of published.breakdowns) breakdowns[ordinal] = breakdown;
  }
  return { organizations, versions, breakdowns };
}

/** What a source is silent about stays as it is. */
function saidOnly(own: object): object {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

/** The agenda that imported goals stand in: the ecosystem's latest draft, or a new one. */
async function draftAgenda(
  unit: UnitOfWork,
  options: { ecosystem: string; destination: Destination },
): Promise<string> {
  const [draft] = await unit.rows<{ id: string }>(
    sql`select "id" from "common_agenda" where "ecosystem_id" = ${options.destination.ecosystemId}::uuid and "status" = 'DRAFT' order by "number" desc limit 1`,
  );
  if (draft) return encodeTypeId('common_agenda', draft.id);
  const values = { ecosystemId: options.ecosystem, visibility: options.destination.visibility };
  const created = await createRecord(unit, { definition: commonAgendaDefinition, values });
  if (!created.ok) throw new Error(`a draft agenda could not be created: ${created.issues[0]?.message}`);
  return encodeTypeId('common_agenda', created.value);
}

/** Brings records to what a source says of them, and counts. */
class Keeper {
  readonly #unit: UnitOfWork;
  readonly #ecosystemId: string;
  readonly #tallies: Map<string, Tally>;

  constructor(unit: UnitOfWork, options: { ecosystemId: string; tallies: Map<string, Tally> }) {
    this.#unit = unit;
    this.#ecosystemId = options.ecosystemId;
    this.#tallies = options.tallies;
  }

  /** The record that matches, changed where the source says otherwise, or a new one. */
  async keep(
    definition: AnyRecordDefinition,
    record: { match: object; own: object; atCreation: object | (() => Promise<object>); place: SourceLocation },
  ): Promise<string> {
    const { match, own, atCreation, place } = record;
    const tally = this.#tallyOf(definition.type.prefix);
    const existing = await this.#find(definition, match);
    // Each write looks for changes in all that was written before: what is done is let go.
    this.#unit.em.clear();
    if (!existing) {
      tally.created += 1;
      const values = { ...own, ...(typeof atCreation === 'function' ? await atCreation() : atCreation) };
      return settled(await createRecord(this.#unit, { definition, values }), place);
    }
    const id = encodeTypeId(definition.type.prefix, existing.id);
    const values = { ...own, id, expectedVersion: existing.version };
    const done = settled(await updateRecord(this.#unit, { definition, values }), place);
    const [after] = await this.#unit.rows<{ version: number }>(
      sql`select "version" from ${sql.table(definition.entity.meta.tableName)} where "id" = ${existing.id}::uuid`,
    );
    if (after?.version === existing.version) tally.unchanged += 1;
    else tally.changed += 1;
    return done;
  }

  async #find(definition: AnyRecordDefinition, match: object): Promise<{ id: string; version: number } | undefined> {
    const conditions = Object.entries(match).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    const [row] = await this.#unit.rows<{ id: string; version: number }>(
      sql`select "id", "version" from ${sql.table(definition.entity.meta.tableName)} where "ecosystem_id" = ${this.#ecosystemId}::uuid and ${sql.join(conditions, sql` and `)} order by "id" limit 1`,
    );
    return row;
  }

  #tallyOf(name: string): Tally {
    const tally = this.#tallies.get(name) ?? { created: 0, changed: 0, unchanged: 0 };
    this.#tallies.set(name, tally);
    return tally;
  }
}
