import { encodeTypeId, type SourceLocation, type Visibility } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { type AgendaTables, commonAgendaDefinition, goalDefinition } from '../agenda/index.ts';
import { organizationDefinition } from '../ecosystem/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { createRecord, updateRecord } from '../shared/writing/record-writing.ts';
import { publishVersion } from './indicator-versions.ts';
import { requireAccepted } from './require-accepted.ts';
import type { Staged } from './staging.ts';

/** Number of records that an import created, changed and left unchanged. */
export interface Tally {
  created: number;
  changed: number;
  unchanged: number;
}

/** The ids of the imported definitions, by the number that the reading assigned to each. */
export interface Published {
  /** UUID of each organization, by its number. */
  organizations: string[];
  /** UUID of each indicator version, by the number of the indicator. */
  versions: string[];
  /** Id of each combination of categories, by its number. */
  breakdowns: number[];
}

/** The ecosystem of the imported records, and their visibility. Without one, each record has the default of a new one. */
export interface Destination {
  ecosystemId: string;
  visibility: Visibility | undefined;
}

/** Creates or updates the definitions of a source, by the same rules as mutations. */
export async function publishDefinitions(
  unit: UnitOfWork,
  options: { staged: Staged; destination: Destination; tallies: Map<string, Tally> },
): Promise<Published> {
  const { staged, destination, tallies } = options;
  const ecosystem = encodeTypeId('ecosystem', destination.ecosystemId);
  const { visibility } = destination;
  const definitions = new DefinitionWriter(unit, { ecosystemId: destination.ecosystemId, tallies });
  const organizations: string[] = [];
  for (const { value, place, ordinal } of staged.organizations.values()) {
    const match = value.sourceUri === undefined ? { name: value.name } : { source_uri: value.sourceUri };
    organizations[ordinal] = await definitions.write(organizationDefinition, {
      match,
      values: { ...value },
      atCreation: { ecosystemId: ecosystem, visibility },
      place,
    });
  }
  const goals = new Map<string, string>();
  for (const { key, value, place } of staged.goals.values()) {
    const match = value.sourceUri === undefined ? { code: value.code } : { source_uri: value.sourceUri };
    const agenda = () => draftAgenda(unit, { ecosystem, destination });
    const created = async () => ({ commonAgendaId: await agenda(), visibility, order: goals.size });
    goals.set(
      key,
      await definitions.write(goalDefinition, { match, values: { ...value }, atCreation: created, place }),
    );
  }
  const versions: string[] = [];
  const breakdowns: number[] = [];
  for (const indicator of staged.indicators.values()) {
    const { version: _version, dimensions: _dimensions, goals: goalKeys, definedBy, ...values } = indicator.value;
    const definer = definedBy === null ? undefined : staged.organizations.get(definedBy)?.ordinal;
    const definedById = definer === undefined ? undefined : encodeTypeId('organization', organizations[definer] ?? '');
    const goalIds = goalKeys.flatMap((key) => goals.get(key) ?? []).map((id) => encodeTypeId('goal', id));
    const id = await definitions.write(indicatorDefinition, {
      match: { code: indicator.value.code },
      values: {
        ...withoutEmptyLists(values),
        ...(goalIds.length > 0 && { goalIds }),
        ...(definedById && { definedById }),
      },
      atCreation: { ecosystemId: ecosystem, visibility },
      place: indicator.place,
    });
    const published = await publishVersion(unit, { indicator, indicatorId: id, visibility });
    versions[indicator.ordinal] = published.versionId;
    for (const [ordinal, breakdown] of published.breakdowns) breakdowns[ordinal] = breakdown;
  }
  return { organizations, versions, breakdowns };
}

/** An empty list in a source does not change an existing record. */
function withoutEmptyLists(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

/** The agenda of the imported goals: the latest draft of the ecosystem, or a new one. */
async function draftAgenda(
  unit: UnitOfWork,
  options: { ecosystem: string; destination: Destination },
): Promise<string> {
  const [draft] = await unit.rows(
    unit
      .tables<AgendaTables>()
      .selectFrom('common_agenda')
      .select('id')
      .where('ecosystem_id', '=', options.destination.ecosystemId)
      .where('status', '=', 'DRAFT')
      .orderBy('number', 'desc')
      .limit(1),
  );
  if (draft) return encodeTypeId('common_agenda', draft.id);
  const values = { ecosystemId: options.ecosystem, visibility: options.destination.visibility };
  const created = await createRecord(unit, { definition: commonAgendaDefinition, values });
  if (!created.ok) throw new Error(`The import could not create a draft agenda. ${created.issues[0]?.message}`);
  return encodeTypeId('common_agenda', created.value);
}

/** Creates or updates records, and counts them. */
class DefinitionWriter {
  readonly #unit: UnitOfWork;
  readonly #ecosystemId: string;
  readonly #tallies: Map<string, Tally>;

  constructor(unit: UnitOfWork, options: { ecosystemId: string; tallies: Map<string, Tally> }) {
    this.#unit = unit;
    this.#ecosystemId = options.ecosystemId;
    this.#tallies = options.tallies;
  }

  /** Updates the record that matches, or creates one, and returns its UUID. */
  async write(
    definition: AnyRecordDefinition,
    record: { match: object; values: object; atCreation: object | (() => Promise<object>); place: SourceLocation },
  ): Promise<string> {
    const { match, atCreation, place } = record;
    const tally = this.#tallyOf(definition.type.prefix);
    const existing = await this.#find(definition, match);
    // Every flush compares all managed entities. Detach those of earlier writes.
    this.#unit.em.clear();
    if (!existing) {
      tally.created += 1;
      const values = { ...record.values, ...(typeof atCreation === 'function' ? await atCreation() : atCreation) };
      return requireAccepted(await createRecord(this.#unit, { definition, values }), place);
    }
    const id = encodeTypeId(definition.type.prefix, existing.id);
    const values = { ...record.values, id, expectedVersion: existing.version };
    const uuid = requireAccepted(await updateRecord(this.#unit, { definition, values }), place);
    const [after] = await this.#unit.rows<{ version: number }>(
      sql`select "version" from ${sql.table(definition.entity.meta.tableName)} where "id" = ${existing.id}::uuid`,
    );
    if (after?.version === existing.version) tally.unchanged += 1;
    else tally.changed += 1;
    return uuid;
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
