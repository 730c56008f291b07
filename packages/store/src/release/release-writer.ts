import {
  accepted,
  authorOf,
  newUuid,
  type Outcome,
  parseCommand,
  refused,
  unwrap,
  type Visibility,
} from '@collective-impact/sdk';
import { breakdownKey } from '@collective-impact/sdk/indicator';
import {
  decideRelease,
  judgePublicationDay,
  type ReleaseDecision,
  type Reporting,
  release,
  rowKey,
} from '@collective-impact/sdk/release';
import { type PeriodColumns, placePeriod } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import type { LockedVersion } from '../indicator/index.ts';
import { categoryIdsOf, ensureBreakdowns } from '../indicator/index.ts';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Command, Writer } from '../shared/writer.ts';
import { authorize } from '../shared/writing/authorize.ts';
import { withoutNulls } from '../shared/writing/record-writing.ts';
import { judgeReferences, resolveIds } from '../shared/writing/references.ts';
import { explainConstraints } from '../shared/writing/rejected-command.ts';
import { writeDecision } from './cell/released-cell-writer.ts';
import { writeSums } from './cell/released-sums.ts';
import { hasOverlappingPlaces } from './overlapping-places.ts';
import { ReleaseEntity } from './release.entity.ts';
import { hasChanges, judgeSource, judgeWaiting } from './release-conditions.ts';
import { countsOf, type ReleaseCounts, type WrittenRelease } from './release-counts.ts';
import { judgeNeighbors } from './release-neighbors.ts';
import { type ReleaseSource, releaseSource } from './release-source.ts';
import { ReleaseVersion } from './release-version.ts';

/** How releases are stored. Only {@link releaseReports} creates them. */
export const releaseDefinition: RecordDefinition<typeof release, typeof ReleaseEntity> = {
  type: release,
  entity: ReleaseEntity,
  constraints: {
    release_one_current: {
      path: ['period'],
      message: 'Another caller released this version and period at the same time. Read that release, then try again.',
    },
  },
};

/**
 * What to release: the verified reports of a version (a UUID) for a period, with the visibility PUBLIC by default. The
 * release gets a new UUID unless one is given.
 */
export interface ReleaseCommand {
  id?: string;
  indicatorVersionId: string;
  period: string;
  visibility?: Visibility;
  sourceUri?: string | null;
  /** The day of publication, `YYYY-MM-DD`. Today in the time zone of the ecosystem by default. */
  releasedOn?: string | undefined;
}

/** Publishes the verified reports of a version and period. */
export function publishRelease(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.run({
    name: 'publishRelease',
    command,
    work: async (unit, values) => {
      const parsed = parseCommand(release.createSchema, withoutNulls(values));
      if (!parsed.ok) return parsed;
      const { values: resolved, references } = resolveIds(release, parsed.value);
      const { indicatorVersionId } = resolved;
      const { issues, ecosystemId } = await judgeReferences(unit, { references, container: indicatorVersionId });
      if (issues.length > 0 || ecosystemId === null) return refused(...issues);
      authorize(unit.viewer, { type: release, ecosystemId, states: [], byOwner: false });
      return releaseReports(unit, resolved);
    },
  });
}

/**
 * Publishes the verified reports of a version and period in a new release, which replaces the current one. Later corrections
 * do not change it. Cells that would disclose small groups are suppressed: see {@link decideRelease}. Concurrent releases of
 * one version and period are made one after the other. The rows of reports that were voided since the current release are omitted.
 * Returns the UUID of the release. Returns issues, and writes nothing, if no report is verified or has a figure, or if all new
 * reports must wait.
 */
export function releaseReports(unit: UnitOfWork, command: ReleaseCommand): Promise<Outcome<string>> {
  return new Releasing(unit).release(command);
}

/** The decision on a release before it is written. */
interface DecidedRelease {
  version: LockedVersion;
  placed: PeriodColumns;
  visibility: Visibility;
  releasedOn: string;
  source: ReleaseSource;
  decision: ReleaseDecision;
}

/** Makes several releases in one transaction. Consecutive releases of one version read the version once. */
export class Releasing {
  readonly #unit: UnitOfWork;
  #version: ReleaseVersion | undefined;
  #waiting: readonly Reporting[] = [];
  #written: WrittenRelease | null = null;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** The reports that the last release held for a later one, whether it was published or rejected. */
  get waiting(): readonly Reporting[] {
    return this.#waiting;
  }

  /** What the last release does not show. All numbers are 0 if it was rejected. */
  counts(): Promise<ReleaseCounts> {
    return countsOf(this.#unit, this.#written);
  }

  /** Like {@link releaseReports}. */
  async release(command: ReleaseCommand): Promise<Outcome<string>> {
    const found = await this.#decide(command);
    return found.ok ? this.#write(command, found.value) : found;
  }

  /** Like {@link releaseReports}. Returns null and writes nothing if the current release contains all reports. */
  async releaseNew(command: ReleaseCommand): Promise<Outcome<string | null>> {
    const found = await this.#decide(command);
    if (!found.ok) return found;
    return hasChanges(found.value.decision) ? this.#write(command, found.value) : accepted(null);
  }

  async #decide(command: ReleaseCommand): Promise<Outcome<DecidedRelease>> {
    const unit = this.#unit;
    this.#waiting = [];
    this.#written = null;
    const releaseVersion = await this.#versionOf(command.indicatorVersionId);
    const { locked: version, dimensions } = releaseVersion;
    const placed = unwrap(placePeriod(command.period, version));
    await lockSet(unit, { version, period: placed.period });
    const visibility = command.visibility ?? 'PUBLIC';
    const source = await releaseSource(unit, { version: releaseVersion, period: placed.period, visibility });
    const released = await eventDayOf(unit, { record: version, on: command.releasedOn });
    const lacking = [...judgeSource(source, placed.period), ...judgePublicationDay(source.current, released)];
    if (lacking.length > 0) return refused(...lacking);
    const decision = unwrap(
      decideRelease({
        version,
        dimensions,
        crossings: version.crossings,
        threshold: version.disclosureThreshold,
        hideZeros: version.hidesZeros,
        scale: releaseVersion.scale,
        hasOverlappingPlaces: await hasOverlappingPlaces(unit, { ecosystemId: version.ecosystemId, source }),
        reported: source.reported,
        previous: source.current,
        voided: source.voided,
      }),
    );
    this.#waiting = decision.waiting;
    const unfit = [...judgeWaiting(decision, source), ...(await judgeNeighbors(unit, { version, placed, decision }))];
    return unfit.length > 0
      ? refused(...unfit)
      : accepted({ version, placed, visibility, releasedOn: released.on, source, decision });
  }

  async #write(command: ReleaseCommand, decided: DecidedRelease): Promise<Outcome<string>> {
    const unit = this.#unit;
    const { version, placed, visibility, releasedOn, source, decision } = decided;
    const id = command.id ?? newUuid();
    const made = { id, version, placed, visibility, releasedOn, command, decision, replacedId: source.current?.id };
    await explainConstraints(releaseDefinition, () => replaceCurrent(unit, made));
    await this.#ensureBreakdowns(decided);
    await writeDecision(unit, { releaseId: id, version, decision, source });
    await writeSums(unit, [id]);
    this.#written = { id, decision, isFirst: source.current === null };
    await keepWaiting(unit, { releaseId: id, version, decision, source });
    return accepted(id);
  }

  /** A total or a suppressed crossed cell can be of a breakdown that no report has used yet. */
  async #ensureBreakdowns({ version, source, decision }: DecidedRelease): Promise<void> {
    const cells = [...decision.aggregate, ...decision.rows.flatMap((row) => row.cells)];
    const missing = cells.filter(({ categories }) => !source.breakdowns.has(breakdownKey(categories)));
    if (missing.length === 0) return;
    const { id: indicatorVersionId, ecosystemId } = version;
    const releaseVersion = await this.#versionOf(indicatorVersionId);
    const combinations = missing.map(({ categories }) => categoryIdsOf(categories, releaseVersion.dimensions));
    const created = await ensureBreakdowns(this.#unit, { indicatorVersionId, ecosystemId, combinations });
    const known = [...source.breakdowns.values()].map(({ id }) => id);
    const loaded = await releaseVersion.combinationsOf([...known, ...created]);
    for (const id of [...known, ...created]) {
      const combination = loaded.get(id);
      if (!combination) throw new Error(`The breakdown ${id} was neither found nor created.`);
      source.breakdowns.set(breakdownKey(combination.categories), { id, position: combination.position });
    }
  }

  async #versionOf(id: string): Promise<ReleaseVersion> {
    if (this.#version?.locked.id !== id) this.#version = await ReleaseVersion.load(this.#unit, id);
    return this.#version;
  }
}

/** Stores which reports wait for a later release. */
async function keepWaiting(
  unit: UnitOfWork,
  release: { releaseId: string; version: LockedVersion; decision: ReleaseDecision; source: ReleaseSource },
): Promise<void> {
  const { releaseId, version, decision, source } = release;
  if (decision.waiting.length === 0) return;
  const waiting = new Set(decision.waiting.map(rowKey));
  const reports = source.reported.filter((row) => waiting.has(rowKey(row))).map(({ reportId }) => reportId);
  await unit.rows(
    sql`insert into "waiting_report" ("release_id", "report_id", "ecosystem_id")
      select ${releaseId}::uuid, "id", ${version.ecosystemId}::uuid from unnest(${reports}::uuid[]) as "w"("id")`,
  );
}

/** Locks a version and period, so that concurrent releases wait: each release is decided with the previous one. */
async function lockSet(
  unit: UnitOfWork,
  { version, period }: { version: LockedVersion; period: string },
): Promise<void> {
  await unit.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`release:${version.id}:${period}`}, 0))`);
}

async function replaceCurrent(
  unit: UnitOfWork,
  release: {
    id: string;
    version: LockedVersion;
    placed: PeriodColumns;
    visibility: Visibility;
    releasedOn: string;
    command: ReleaseCommand;
    decision: ReleaseDecision;
    /** The release that it replaces. */
    replacedId: string | undefined;
  },
): Promise<void> {
  const { id, version, placed, visibility, releasedOn, command, decision, replacedId } = release;
  if (replacedId !== undefined) {
    await unit.rows(sql`update "release" set "replaced_at" = now() where "id" = ${replacedId}::uuid`);
  }
  await unit.rows(
    sql`insert into "release" ("id", "ecosystem_id", "visibility", "source_uri", "indicator_version_id", "period", "period_start",
        "period_end", "released_at", "released_on", "released_by", "threshold", "held_reports", "unprotected_totals", "reporters")
      values (${id}::uuid, ${version.ecosystemId}::uuid, ${visibility}, ${command.sourceUri ?? null},
        ${version.id}::uuid, ${placed.period}, ${placed.periodStart}::date, ${placed.periodEnd}::date, now(), ${releasedOn}::date,
        ${authorOf(unit.viewer)}, ${version.disclosureThreshold}, ${decision.waiting.length}, ${decision.unprotectedTotals},
        ${JSON.stringify(reportersByPlace(decision))}::jsonb)`,
  );
}

function reportersByPlace({ rows }: ReleaseDecision): Record<string, number> {
  const organizations = rows.filter(({ organizationId }) => organizationId !== null);
  const byPlace = Map.groupBy(organizations, ({ place }) => place ?? '');
  return Object.fromEntries([...byPlace].map(([place, { length }]) => [place, length]));
}
