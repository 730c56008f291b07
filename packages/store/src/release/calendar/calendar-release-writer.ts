import { accepted, calendarOnTime, type Issue, type Outcome, parseCommand, refused } from '@collective-impact/sdk';
import { dueRelease, release } from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import type { Database } from '../../shared/database/database.ts';
import { transact } from '../../shared/database/transact.ts';
import { timeOrderedId } from '../../shared/time-ordered-id.ts';
import { transactionOf } from '../../shared/transaction-of.ts';
import { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { authorize } from '../../shared/writing/authorize.ts';
import { judgeReferences, resolveIds } from '../../shared/writing/references.ts';
import { Releasing } from '../release-writer.ts';
import { type DueRelease, type DueWithin, dueReleases, timeZonesInUse } from './due-releases.ts';

/** Maximum number of versions and periods that one mutation releases. Its request waits for all of them. */
export const mostDueAtOnce = 100;

/** Maximum number of releases before the due releases are read again. */
const mostInOneRun = 1000;

/** The result of a release that a calendar was to make. */
export interface CalendarOutcome {
  /** The UUID of the record of the attempt. */
  id: string;
  due: DueRelease;
  /** The UUID of the release. Null if there was nothing new to release. */
  releaseId: string | null;
  /** Why the release was rejected. */
  issues: Issue[];
}

/**
 * Makes the releases of one ecosystem that are due by its calendars today, at most {@link mostDueAtOnce}. Returns the UUID of
 * the record of each attempt.
 */
export function releaseDue(writer: Writer, command: Command): Promise<Outcome<{ id: string }[]>> {
  return writer.run({
    name: 'releaseDue',
    command,
    work: async (unit, values) => {
      const parsed = parseCommand(dueRelease, values);
      if (!parsed.ok) return parsed;
      const { references } = resolveIds(release, parsed.value);
      const { issues } = await judgeReferences(unit, { references, container: null });
      if (issues.length > 0) return refused(...issues);
      const ecosystemId = references[0]?.uuid ?? '';
      authorize(unit.viewer, { type: release, ecosystemId, states: [], byOwner: false });
      const found: { id: string }[] = [];
      for (const due of await dueNow(unit, { ecosystemId, limit: mostDueAtOnce })) {
        const outcome = await releaseOne(unit, due);
        if (outcome) found.push({ id: outcome.id });
      }
      return accepted(found);
    },
  });
}

/**
 * Publishes all releases that are due by their calendars, each in its own transaction, and returns their outcomes. A release is
 * due by the current day in the time zone of its ecosystem. If several processes do this at the same time, each release is published
 * once. A release that fails is reported to `onFailure`, does not stop the others, and remains due.
 */
export async function releaseOnTime(
  database: Database,
  run: { onFailure: (due: DueRelease, error: unknown) => void; signal?: AbortSignal },
): Promise<CalendarOutcome[]> {
  const { onFailure, signal } = run;
  const now = database.now();
  const zones = await timeZonesInUse(database.kysely()).execute();
  const timeZones = zones.map(({ timeZone }) => timeZone);
  const { rows } = await dueReleases({ now, timeZones }, { limit: mostInOneRun }).execute(database.kysely());
  const outcomes: CalendarOutcome[] = [];
  for (const due of rows) {
    if (signal?.aborted) break;
    try {
      const outcome = await transact({ database, ...transactionOf(calendarOnTime), lockTimeout: 0 }, (em) =>
        releaseOne(new UnitOfWork(em, { viewer: calendarOnTime, guards: database.guards, now }), due),
      );
      if (outcome) outcomes.push(outcome);
    } catch (error) {
      onFailure(due, error);
    }
  }
  return outcomes;
}

/** Makes a due release. Returns null if another process makes it or has made it. */
async function releaseOne(
  unit: UnitOfWork,
  { indicatorVersionId, period }: DueRelease,
): Promise<CalendarOutcome | null> {
  const lock = `calendar:${indicatorVersionId}:${period}`;
  const [held] = await unit.rows<{ isOurs: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) as "isOurs"`,
  );
  if (!held?.isOurs) return null;
  const [due] = await dueNow(unit, { set: { indicatorVersionId, period }, limit: 1 });
  if (!due) return null;
  const { visibility } = due;
  const made = await new Releasing(unit).releaseNew({ indicatorVersionId, period, visibility });
  const [releaseId, issues] = made.ok ? [made.value, []] : [null, made.issues];
  return { id: await keep(unit, { due, releaseId, issues }), due, releaseId, issues };
}

async function dueNow(unit: UnitOfWork, within: DueWithin): Promise<DueRelease[]> {
  const timeZones = (await unit.rows(timeZonesInUse(unit.tables()))).map(({ timeZone }) => timeZone);
  return await unit.rows(dueReleases({ now: unit.now, timeZones }, within));
}

async function keep(unit: UnitOfWork, tried: Omit<CalendarOutcome, 'id'>): Promise<string> {
  const { due, releaseId, issues } = tried;
  const [kept] = await unit.rows<{ id: string }>(
    sql`insert into "calendar_release" as "k" ("id", "ecosystem_id", "calendar_id", "indicator_version_id", "period", "period_end", "tried_at",
        "basis", "release_id", "issues")
      values (${timeOrderedId}, ${due.ecosystemId}::uuid, ${due.calendarId}::uuid, ${due.indicatorVersionId}::uuid, ${due.period},
        ${due.periodEnd}::date, now(), ${due.basis}, ${releaseId}::uuid, ${JSON.stringify(issues)}::jsonb)
      on conflict ("indicator_version_id", "period") do update set "calendar_id" = excluded."calendar_id", "tried_at" = excluded."tried_at",
        "basis" = excluded."basis", "release_id" = coalesce(excluded."release_id", "k"."release_id"), "issues" = excluded."issues"
      returning "k"."id"`,
  );
  if (!kept) throw new Error('The attempt to release was not stored.');
  return kept.id;
}
