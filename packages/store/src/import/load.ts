import { SetupError, type Viewer, type Visibility } from '@collective-impact/sdk';
import type { ImportNotes, ImportSource } from '@collective-impact/sdk/import';
import type { YearStarts } from '@collective-impact/sdk/period';
import { sql } from 'kysely';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import type { Database } from '../shared/database/database.ts';
import { transact } from '../shared/database/transact.ts';
import { createRecord } from '../shared/record-writing.ts';
import { UnitOfWork } from '../shared/unit-of-work.ts';
import { type Published, publishDefinitions, type Tally } from './definitions.ts';
import { holdStaged, sweepAbandoned, whileOwned } from './owner.ts';
import type { OnProgress } from './progress.ts';
import { releaseAffected, unsaid, type WaitingReport } from './releases.ts';
import { settleRepeated } from './repeated.ts';
import { type CellTally, publishReports } from './reports.ts';
import { type Staged, Staging } from './staging.ts';
import type { UnmentionedCells } from './unmentioned.ts';

/** What to import, where to, and how. */
export interface LoadOptions {
  source: ImportSource;
  viewer: Viewer;
  /** The ecosystem's slug. */
  ecosystem: string;
  /** What to create the ecosystem with where there is none of this slug. */
  create?: { name: string; purpose?: string };
  /**
   * Who sees what the import creates and releases. Where it is not said, members see what is created, and who saw a
   * release sees the one that takes its place. Reports themselves are always restricted.
   */
  visibility?: Visibility;
  /**
   * The source stands for the whole of each report that it speaks of: cells that are there and that it does not have are
   * removed. Without, they are kept.
   */
  replace?: boolean;
  /** Do everything, tell what would happen, and undo it. */
  dryRun?: boolean;
  onProgress?: OnProgress;
}

/** What an import did, or with `dryRun` would have done. */
export interface Loaded {
  ecosystemCreated: boolean;
  /** By kind of record, such as `indicator`. */
  tallies: Map<string, Tally>;
  observations: number;
  cells: CellTally;
  /** Cells that were there and that the source does not have, of periods that it has. */
  kept: UnmentionedCells;
  /** The same, which `replace` took out. */
  removed: UnmentionedCells;
  /** The periods of indicators that were released, by the indicator's code, and who sees them. */
  released: { indicator: string; period: string; visibility: Visibility }[];
  /** Releases that were refused, with the reason: what is new of few organizations waits for that of others. */
  unreleased: { indicator: string; period: string; reason: string }[];
  /** Reports that wait for a later release. */
  waiting: WaitingReport[];
  notes: ImportNotes;
}

/** Carries the result of a dry run out of the transaction that must not stay. */
class DryRun extends Error {
  readonly loaded: Loaded;

  constructor(loaded: Loaded) {
    super('dry run');
    this.loaded = loaded;
  }
}

/**
 * Imports a source: reads it through, then publishes all of it in one short transaction, or nothing. The same source
 * again changes nothing.
 *
 * @throws SourceError where the source cannot be taken, with the place and the remedy; SetupError where there is no
 * such ecosystem.
 */
export async function load(database: Database, options: LoadOptions): Promise<Loaded> {
  const staging = new Staging(database, await yearStarts(database, options));
  return await whileOwned(database, { importId: staging.importId, work: () => run(database, { options, staging }) });
}

async function run(database: Database, work: { options: LoadOptions; staging: Staging }): Promise<Loaded> {
  const { options, staging } = work;
  try {
    await sweepAbandoned(database);
    const staged = await staging.readThrough(options.source.items, options.onProgress);
    const { repeated, notes } = options.source;
    options.onProgress?.({ phase: 'checking' });
    const setAside = await settleRepeated(database, { importId: staged.importId, repeated, notes });
    const rows = staged.observations - setAside;
    return await transact(database, { actor: options.viewer.kind.toLowerCase(), statementTimeout: 0 }, async (em) => {
      const unit = new UnitOfWork(em, {
        viewer: options.viewer,
        guards: database.guards,
        now: database.now(),
      });
      await holdStaged(unit, { importId: staged.importId, rows });
      const loaded = await publish(unit, { options, staged });
      if (options.dryRun) throw new DryRun(loaded);
      return loaded;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.loaded;
    throw error;
  } finally {
    await staging.clear();
  }
}

async function yearStarts(database: Database, options: LoadOptions): Promise<YearStarts> {
  const { rows } =
    await sql<YearStarts>`select "school_year_start" as "schoolYearStart", "fiscal_year_start" as "fiscalYearStart"
    from "ecosystem" where "slug" = ${options.ecosystem}`.execute(database.kysely());
  if (rows[0]) return rows[0];
  if (options.create) return {};
  throw new SetupError(
    `There is no ecosystem "${options.ecosystem}": add --create to create it, or name one that exists.`,
  );
}

async function publish(unit: UnitOfWork, work: { options: LoadOptions; staged: Staged }): Promise<Loaded> {
  const { options, staged } = work;
  await unit.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${options.ecosystem}`}, 0))`);
  const { ecosystemId, created } = await destination(unit, options);
  const tallies = new Map<string, Tally>();
  const published = await publishDefinitions(unit, {
    staged,
    destination: { ecosystemId, visibility: options.visibility ?? unsaid },
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
    kept: replace ? nothing : unmentioned,
    removed: replace ? unmentioned : nothing,
    ...(await releaseAffected(unit, { affected, options, codes: indicatorCodes(staged, published) })),
    notes: options.source.notes,
  };
}

const nothing: UnmentionedCells = { cells: 0, periods: 0, reports: [] };

/** The codes of indicators by the UUIDs of their versions. */
function indicatorCodes(staged: Staged, { versions }: Published): Map<string | undefined, string> {
  return new Map([...staged.indicators.values()].map(({ ordinal, value }) => [versions[ordinal], value.code]));
}

async function destination(unit: UnitOfWork, options: LoadOptions): Promise<{ ecosystemId: string; created: boolean }> {
  const [existing] = await unit.rows<{ id: string }>(
    sql`select "id" from "ecosystem" where "slug" = ${options.ecosystem}`,
  );
  if (existing) return { ecosystemId: existing.id, created: false };
  const values = { slug: options.ecosystem, visibility: options.visibility ?? unsaid, ...options.create };
  const outcome = await createRecord(unit, { definition: ecosystemDefinition, values });
  if (outcome.ok) return { ecosystemId: outcome.value, created: true };
  throw new SetupError(`The ecosystem "${options.ecosystem}" cannot be created: ${outcome.issues[0]?.message}.`);
}
