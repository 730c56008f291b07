import { SetupError, type Viewer, type Visibility } from '@collective-impact/sdk';
import type { ImportNotes, ImportSource } from '@collective-impact/sdk/import';
import type { YearStarts } from '@collective-impact/sdk/period';
import { indicatorReport } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { type EcosystemTables, ecosystemDefinition } from '../ecosystem/index.ts';
import type { Database } from '../shared/database/database.ts';
import { transact } from '../shared/database/transact.ts';
import { transactionOf } from '../shared/transaction-of.ts';
import { UnitOfWork } from '../shared/unit-of-work.ts';
import { authorize } from '../shared/writing/authorize.ts';
import { createRecord } from '../shared/writing/record-writing.ts';
import { defaultVisibilityOf } from '../shared/writing/visibility-default.ts';
import { type Published, publishDefinitions, type Tally } from './definitions.ts';
import { holdStaged, sweepAbandoned, whileOwned } from './owner.ts';
import type { OnProgress } from './progress.ts';
import { type ImportedRelease, releaseAffected, type WaitingReport } from './releases.ts';
import { settleRepeated } from './repeated.ts';
import { type CellTally, publishReports } from './reports.ts';
import { type Staged, Staging } from './staging.ts';
import type { UnmentionedCells } from './unmentioned.ts';

/** Options of {@link load}. */
export interface LoadOptions {
  source: ImportSource;
  viewer: Viewer;
  /** Slug of the ecosystem. */
  ecosystem: string;
  /** Values of the ecosystem to create if there is none with this slug. Without, the ecosystem must exist. */
  create?: { name: string; purpose?: string };
  /**
   * Visibility of the created records and releases. By default, records have the visibility of new ones, and releases the default of
   * the ecosystem or that of the release that they replace. Reports are always restricted.
   */
  visibility?: Visibility;
  /**
   * Whether the source contains each of its reports completely. Existing cells that the source does not have are then
   * removed, otherwise kept.
   */
  replace?: boolean;
  /** Whether to undo all changes and only return the result. */
  dryRun?: boolean;
  onProgress?: OnProgress;
}

/** The result of an import, also of a dry run. */
export interface Loaded {
  ecosystemCreated: boolean;
  /** By type of record, such as `indicator`. */
  tallies: Map<string, Tally>;
  observations: number;
  cells: CellTally;
  /** Existing cells of the imported reports that the source does not have, if they were kept. */
  kept: UnmentionedCells;
  /** Existing cells of the imported reports that the source does not have, if `replace` removed them. */
  removed: UnmentionedCells;
  /** The releases, by the code of the indicator. */
  released: ImportedRelease[];
  /** Releases that were rejected, with the reason, for example because too few organizations have changes. */
  unreleased: { indicator: string; period: string; reason: string }[];
  /** Reports that wait for a later release. */
  waiting: WaitingReport[];
  notes: ImportNotes;
}

/** Rolls back the transaction of a dry run, and contains its result. */
class DryRun extends Error {
  readonly loaded: Loaded;

  constructor(loaded: Loaded) {
    super('Dry run');
    this.loaded = loaded;
  }
}

/**
 * Imports a source: reads it completely, then publishes all of it in one short transaction, or nothing. Importing the same
 * source again changes nothing.
 *
 * @throws SourceError if the source is not valid, with the place and the remedy. SetupError if the ecosystem does not exist.
 */
export async function load(database: Database, options: LoadOptions): Promise<Loaded> {
  const staging = new Staging(database, await yearStarts(database, options));
  return await whileOwned(database, { importId: staging.importId, work: () => run(database, { options, staging }) });
}

async function run(database: Database, work: { options: LoadOptions; staging: Staging }): Promise<Loaded> {
  const { staging } = work;
  const loaded = await stageAndPublish(database, work).catch(async (error: unknown) => {
    // A database that has failed may not remove the staged rows either. That failure must not replace its cause, and the next
    // import removes them.
    await staging.clear().catch(() => undefined);
    throw error;
  });
  await staging.clear();
  return loaded;
}

async function stageAndPublish(database: Database, work: { options: LoadOptions; staging: Staging }): Promise<Loaded> {
  const { options, staging } = work;
  try {
    await sweepAbandoned(database);
    const staged = await staging.readAll(options.source.items, options.onProgress);
    const { repeated, notes } = options.source;
    options.onProgress?.({ phase: 'checking' });
    const setAside = await settleRepeated(database, { importId: staged.importId, repeated, notes });
    const rows = staged.observations - setAside;
    return await transact(
      { database, ...transactionOf(options.viewer), statementTimeout: 0, lockTimeout: 0 },
      async (em) => {
        const unit = new UnitOfWork(em, {
          viewer: options.viewer,
          guards: database.guards,
          now: database.now(),
        });
        await holdStaged(unit, { importId: staged.importId, rows });
        const loaded = await publish(unit, { options, staged });
        if (options.dryRun) throw new DryRun(loaded);
        return loaded;
      },
    );
  } catch (error) {
    if (error instanceof DryRun) return error.loaded;
    throw error;
  }
}

async function yearStarts(database: Database, options: LoadOptions): Promise<YearStarts> {
  const [years] = await database
    .kysely<EcosystemTables>()
    .selectFrom('ecosystem')
    .select(['school_year_start as schoolYearStart', 'fiscal_year_start as fiscalYearStart'])
    .where('slug', '=', options.ecosystem)
    .execute();
  if (years) return years;
  if (options.create) return {};
  throw new SetupError(
    `There is no ecosystem "${options.ecosystem}". Add --create to create it, or name an existing one.`,
  );
}

async function publish(unit: UnitOfWork, work: { options: LoadOptions; staged: Staged }): Promise<Loaded> {
  const { options, staged } = work;
  await unit.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${options.ecosystem}`}, 0))`);
  const { ecosystemId, created } = await destination(unit, options);
  const defaultVisibility = await defaultVisibilityOf(unit, ecosystemId);
  authorize(unit.viewer, { type: indicatorReport, ecosystemId, states: [], byOwner: false });
  const tallies = new Map<string, Tally>();
  const published = await publishDefinitions(unit, {
    staged,
    destination: { ecosystemId, visibility: options.visibility },
    tallies,
  });
  const replace = options.replace === true;
  const { onProgress } = options;
  const { importId } = staged;
  const { reports, cells, unmentioned, affected } = await publishReports(unit, {
    importId,
    ecosystemId,
    published,
    replace,
    visibility: options.visibility,
    onProgress,
  });
  tallies.set('indicator_report', reports);
  return {
    ecosystemCreated: created,
    tallies,
    observations: staged.observations,
    cells,
    kept: replace ? noCells : unmentioned,
    removed: replace ? unmentioned : noCells,
    ...(await releaseAffected(unit, {
      affected,
      options: { ...options, defaultVisibility },
      codes: indicatorCodes(staged, published),
    })),
    notes: options.source.notes,
  };
}

const noCells: UnmentionedCells = { cells: 0, periods: 0, reports: [] };

/** The codes of indicators, by the UUID of their version. */
function indicatorCodes(staged: Staged, { versions }: Published): Map<string | undefined, string> {
  return new Map([...staged.indicators.values()].map(({ ordinal, value }) => [versions[ordinal], value.code]));
}

async function destination(unit: UnitOfWork, options: LoadOptions): Promise<{ ecosystemId: string; created: boolean }> {
  const ecosystems = unit.tables<EcosystemTables>().selectFrom('ecosystem').select('id');
  const [existing] = await unit.rows(ecosystems.where('slug', '=', options.ecosystem));
  if (existing) return { ecosystemId: existing.id, created: false };
  const values = {
    slug: options.ecosystem,
    ...(options.visibility && { visibility: options.visibility }),
    ...options.create,
  };
  const outcome = await createRecord(unit, { definition: ecosystemDefinition, values });
  if (outcome.ok) return { ecosystemId: outcome.value, created: true };
  throw new SetupError(`The ecosystem "${options.ecosystem}" cannot be created. ${outcome.issues[0]?.message}`);
}
