import { newUuid, SourceError, type SourceLocation } from '@collective-impact/sdk';
import type { ImportedIndicator, ImportedObservation, ImportItem } from '@collective-impact/sdk/import';
import { completeCell, judgeQuotient } from '@collective-impact/sdk/indicator';
import { parsePeriod, periodRange, type YearStarts } from '@collective-impact/sdk/period';
import { sql } from 'kysely';
import { type ArrayColumn, columnArray } from '../shared/column-array.ts';
import type { Database } from '../shared/database/database.ts';
import type { OnProgress } from './progress.ts';

/** An indicator of a source, with the categories and the combinations of them that its observations have. */
export interface StagedIndicator {
  ordinal: number;
  key: string;
  place: SourceLocation;
  value: ImportedIndicator;
  /** By the dimension's key, then by the category's code: the label it was first given. */
  categories: Map<string, Map<string, string>>;
  /** By the combination's key: its number within this import, and the categories as dimension key and code. */
  breakdowns: Map<string, { ordinal: number; categories: [dimension: string, category: string][] }>;
}

/** What a source has said once it is read through: definitions in memory, observations in the staging table. */
export interface Staged {
  importId: string;
  organizations: Map<string, Extract<ImportItem, { kind: 'organization' }> & { ordinal: number }>;
  goals: Map<string, Extract<ImportItem, { kind: 'goal' }>>;
  indicators: Map<string, StagedIndicator>;
  observations: number;
}

type Row = Record<
  | 'ordinal'
  | 'place'
  | 'indicator'
  | 'organization'
  | 'breakdown'
  | 'period'
  | 'period_start'
  | 'period_end'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'base'
  | 'status'
  | 'narrative'
  | 'source_uri',
  string | number | null
>;

const columns: ArrayColumn<Row>[] = [
  { name: 'ordinal', type: 'int' },
  { name: 'place', type: 'text', free: true },
  { name: 'indicator', type: 'int' },
  { name: 'organization', type: 'int' },
  { name: 'breakdown', type: 'int' },
  { name: 'period', type: 'text' },
  { name: 'period_start', type: 'date' },
  { name: 'period_end', type: 'date' },
  { name: 'value', type: 'numeric' },
  { name: 'numerator', type: 'numeric' },
  { name: 'denominator', type: 'numeric' },
  { name: 'base', type: 'int' },
  { name: 'status', type: 'text' },
  { name: 'narrative', type: 'text', free: true },
  { name: 'source_uri', type: 'text', free: true },
];

const rowsPerBatch = 2000;

/** Periods repeat from row to row; the bound keeps a source of ever new ones from filling the memory. */
const remembered = 10_000;

/**
 * Reads a source through: checks every observation against what the source defines and writes it to the staging
 * table, batch by batch, so that memory does not grow with the file and no transaction stays open.
 */
export class Staging {
  readonly #database: Database;
  readonly #years: YearStarts;
  readonly #staged: Staged = {
    importId: newUuid(),
    organizations: new Map(),
    goals: new Map(),
    indicators: new Map(),
    observations: 0,
  };
  readonly #periods = new Map<string, { code: string; start: string; end: string }>();
  #batch: Row[] = [];
  #writing: Promise<unknown> = Promise.resolve();
  #breakdowns = 0;

  constructor(database: Database, years: YearStarts) {
    this.#database = database;
    this.#years = years;
  }

  get importId(): string {
    return this.#staged.importId;
  }

  /** Takes all items; what cannot be taken is a {@link SourceError} that names its place. */
  async readThrough(items: AsyncIterable<ImportItem>, onProgress?: OnProgress): Promise<Staged> {
    try {
      for await (const item of items) {
        if (item.kind !== 'observation') this.#define(item);
        else {
          this.#observe(item);
          if (this.#batch.length < rowsPerBatch) continue;
          await this.#write();
          onProgress?.({ phase: 'reading', done: this.#staged.observations });
        }
      }
      await this.#write();
    } finally {
      // Whatever became of the source, nothing is written once this is over.
      await this.#writing;
    }
    onProgress?.({ phase: 'reading', done: this.#staged.observations });
    return this.#staged;
  }

  /** Removes what this import staged. */
  async clear(): Promise<void> {
    await sql`delete from "staged_observation" where "import_id" = ${this.importId}::uuid`.execute(
      this.#database.kysely(),
    );
  }

  #define(item: Exclude<ImportItem, { kind: 'observation' }>): void {
    const { organizations, goals, indicators } = this.#staged;
    switch (item.kind) {
      case 'organization':
        organizations.set(item.key, { ...item, ordinal: organizations.size });
        return;
      case 'goal':
        goals.set(item.key, item);
        return;
      case 'indicator':
        indicators.set(item.key, {
          ordinal: indicators.size,
          key: item.key,
          place: item.place,
          value: item.value,
          categories: new Map(item.value.dimensions.map(({ key }) => [key, new Map()])),
          breakdowns: new Map(),
        });
    }
  }

  #observe(item: ImportedObservation & { place: SourceLocation }): void {
    const { place } = item;
    const indicator = this.#staged.indicators.get(item.indicator);
    if (!indicator) throw unknown('indicator', { place, key: item.indicator });
    const organization = item.organization === null ? null : this.#staged.organizations.get(item.organization);
    if (organization === undefined) throw unknown('organization', { place, key: item.organization });
    const period = this.#periodOf(item);
    this.#batch.push({
      ordinal: this.#staged.observations,
      place: JSON.stringify(place),
      indicator: indicator.ordinal,
      organization: organization?.ordinal ?? null,
      breakdown: this.#breakdownOf(indicator, item),
      period: period.code,
      period_start: period.start,
      period_end: period.end,
      ...quotientOf(item, indicator),
      base: item.base ?? null,
      status: item.status,
      narrative: item.narrative ?? null,
      source_uri: item.sourceUri ?? null,
    });
    this.#staged.observations += 1;
  }

  #periodOf({ period: text, place }: ImportedObservation & { place: SourceLocation }) {
    const known = this.#periods.get(text);
    if (known) return known;
    const period = parsePeriod(text, this.#years);
    if (!period) throw unknown('period', { place, key: text });
    const read = { code: period.code, ...periodRange(period, this.#years) };
    if (this.#periods.size >= remembered) this.#periods.clear();
    this.#periods.set(text, read);
    return read;
  }

  #breakdownOf(indicator: StagedIndicator, item: ImportedObservation & { place: SourceLocation }): number {
    const chosen = item.categories.map(({ dimension, category }): [string, string] => [dimension, category]);
    if (chosen.length > 1) chosen.sort(([a], [b]) => (a < b ? -1 : 1));
    const key = chosen.length === 0 ? '' : JSON.stringify(chosen);
    const known = indicator.breakdowns.get(key);
    if (known) return known.ordinal;
    for (const { dimension, category, label } of item.categories) {
      const labels = indicator.categories.get(dimension);
      if (!labels) throw unknown('dimension', { place: item.place, key: dimension });
      if (!labels.has(category)) labels.set(category, label);
    }
    const ordinal = this.#breakdowns;
    this.#breakdowns += 1;
    indicator.breakdowns.set(key, { ordinal, categories: chosen });
    return ordinal;
  }

  /** Writes the batch while the next one is read; waits for the one before. */
  async #write(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    await this.#writing;
    if (batch.length === 0) return;
    const names = sql.join(columns.map(({ name }) => sql.ref(name)));
    const arrays = sql.join(columns.map((column) => columnArray(batch, column)));
    this.#writing =
      sql`insert into "staged_observation" ("import_id", ${names}) select ${this.importId}::uuid, "row".* from unnest(${arrays}) as "row"`.execute(
        this.#database.kysely(),
      );
    // It is waited for later; until then a failure must not count as one that nobody hears of.
    this.#writing.catch(() => undefined);
  }
}

/** The value of an observation with its parts: what they make, where it only has those. */
function quotientOf(
  { value, numerator = null, denominator = null, place }: ImportedObservation & { place: SourceLocation },
  { value: { version } }: StagedIndicator,
): Pick<Row, 'value' | 'numerator' | 'denominator'> {
  const quotient = { value, numerator, denominator };
  if (numerator === null || denominator === null) return quotient;
  const [issue] = judgeQuotient(quotient, version);
  if (!issue) return completeCell(quotient, version);
  const remedy = 'Correct the figures, or leave the value out: then it is computed.';
  throw new SourceError({ place, message: issue.message, remedy });
}

function unknown(what: string, named: { place: SourceLocation; key: string | null }): SourceError {
  return new SourceError({
    place: named.place,
    message: `the ${what} "${named.key}" is not known`,
    remedy: `Define the ${what} before the observations that name it, or correct the name.`,
  });
}
