import { newUuid, SourceError, type SourceLocation, unwrap } from '@collective-impact/sdk';
import type { ImportedIndicator, ImportedObservation, ImportItem } from '@collective-impact/sdk/import';
import { completeCell, judgeQuotient } from '@collective-impact/sdk/indicator';
import { parsePeriod, periodRange, type YearStarts } from '@collective-impact/sdk/period';
import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import { type ArrayColumn, columnArray } from '../shared/rows/column-array.ts';
import type { OnProgress } from './progress.ts';

/** An indicator of a source, with the categories and combinations of categories in its observations. */
export interface StagedIndicator {
  ordinal: number;
  key: string;
  place: SourceLocation;
  value: ImportedIndicator;
  /** Labels by the key of the dimension, then by the code of the category. The first label of a category is kept. */
  categories: Map<string, Map<string, string>>;
  /** Combinations by key: the number in this import, and the categories as pairs of dimension key and category code. */
  breakdowns: Map<string, { ordinal: number; categories: [dimension: string, category: string][] }>;
}

/** The result of reading a source: its definitions, and the number of observations in the staging table. */
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

/** Periods repeat from row to row. The limit bounds the memory for a source with many different ones. */
const cachedPeriods = 10_000;

/**
 * Reads a source: checks every observation against the definitions of the source, and writes it to the staging table. It
 * works in batches, so that memory does not grow with the file and no transaction stays open.
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

  /** Reads all items. Throws a {@link SourceError} with the place of an invalid item. */
  async readAll(items: AsyncIterable<ImportItem>, onProgress?: OnProgress): Promise<Staged> {
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
      // Do not return while a batch is being written, even after an error.
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
        organizations.set(item.key, { ...item, ordinal: organizations.get(item.key)?.ordinal ?? organizations.size });
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
    const cached = this.#periods.get(text);
    if (cached) return cached;
    const period = parsePeriod(text, this.#years);
    if (!period) {
      const remedy = 'Write a year, quarter or month, for example 2024, 2024-Q3 or 2024-09.';
      throw new SourceError({ place, message: `"${text}" is not a period.`, remedy });
    }
    const read = { code: period.code, ...periodRange(period, this.#years) };
    if (this.#periods.size >= cachedPeriods) this.#periods.clear();
    this.#periods.set(text, read);
    return read;
  }

  #breakdownOf(indicator: StagedIndicator, item: ImportedObservation & { place: SourceLocation }): number {
    const pairs = item.categories.map(({ dimension, category }): [string, string] => [dimension, category]);
    if (pairs.length > 1) pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    const key = pairs.length === 0 ? '' : JSON.stringify(pairs);
    const cached = indicator.breakdowns.get(key);
    if (cached) return cached.ordinal;
    for (const { dimension, category, label } of item.categories) {
      const labels = indicator.categories.get(dimension);
      if (!labels) throw unknown('dimension', { place: item.place, key: dimension });
      if (!labels.has(category)) labels.set(category, label);
    }
    const ordinal = this.#breakdowns;
    this.#breakdowns += 1;
    indicator.breakdowns.set(key, { ordinal, categories: pairs });
    return ordinal;
  }

  /** Waits for the previous batch, then writes this one while the next is read. */
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
    // The next call awaits this promise. Until then, a rejection must not be unhandled.
    this.#writing.catch(() => undefined);
  }
}

/** The value of an observation with its parts. If it has only the parts, the value is computed. */
function quotientOf(
  { value, numerator = null, denominator = null, place }: ImportedObservation & { place: SourceLocation },
  { value: { version } }: StagedIndicator,
): Pick<Row, 'value' | 'numerator' | 'denominator'> {
  const quotient = { value, numerator, denominator };
  if (numerator === null || denominator === null) return quotient;
  const [issue] = judgeQuotient(quotient, version);
  if (!issue) return unwrap(completeCell(quotient, version));
  const remedy = 'Correct the figures, or leave out the value, which is then computed.';
  throw new SourceError({ place, message: issue.message, remedy });
}

function unknown(type: string, { place, key }: { place: SourceLocation; key: string | null }): SourceError {
  return new SourceError({
    place,
    message: `The source does not define the ${type} "${key}".`,
    remedy: `Define the ${type} before the observations that refer to it, or correct the reference.`,
  });
}
