import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../../shared/reader.ts';
import type { RolledUpVersion } from '../roll-up-definitions.ts';
import type { RolledUpRelease } from '../roll-up-releases.ts';

/** A release, and a release of a newer version of the same indicator, ecosystem and days. */
interface VersionPair {
  older: string;
  newer: string;
}

/**
 * The reporters of releases that also report for the same days by a newer version. Their figures of the older version are not
 * aggregated: otherwise they would count twice.
 */
export class ReplacedReporters {
  readonly #pairs: readonly VersionPair[];
  /** Numbers of replaced rows by release, and then by place. */
  readonly #counts: ReadonlyMap<string, ReadonlyMap<string, number>>;

  private constructor(pairs: readonly VersionPair[], counts: readonly ReplacedCount[]) {
    const byRelease = Map.groupBy(counts, ({ releaseId }) => releaseId);
    this.#counts = new Map(
      [...byRelease].map(([id, places]) => [id, new Map(places.map(({ place, count }) => [place, count]))]),
    );
    this.#pairs = pairs.filter(({ older }) => this.#counts.has(older));
  }

  /** No statement unless two versions have a release for the same days; one statement otherwise. */
  static async read(
    reader: Reader,
    of: { versions: readonly RolledUpVersion[]; releases: readonly RolledUpRelease[] },
  ): Promise<ReplacedReporters> {
    const pairs = pairsOf(of);
    return new ReplacedReporters(pairs, pairs.length === 0 ? [] : await reader.rows(countReplaced(pairs)));
  }

  /** Whether no reporter is replaced. */
  get isEmpty(): boolean {
    return this.#pairs.length === 0;
  }

  /** The release without the replaced reporters in its numbers. */
  without(release: RolledUpRelease): RolledUpRelease {
    const counts = this.#counts.get(release.id);
    if (!counts || !release.reporters) return release;
    const left = Object.entries(release.reporters).map(([place, count]) => [place, count - (counts.get(place) ?? 0)]);
    return { ...release, reporters: Object.fromEntries(left), hasReplacedReporters: true };
  }

  /** The condition that this reporter of this release, two columns, is not replaced. */
  isKept(releaseId: RawBuilder<unknown>, reporterId: RawBuilder<unknown>): RawBuilder<boolean> {
    return sql<boolean>`not exists (select from ${pairRows(this.#pairs)} join "released_row" as "z" on "z"."release_id" = "n"."newer"
      where "n"."older" = ${releaseId} and "z"."reporter_id" = ${reporterId})`;
  }

  /** The condition that a released cell `t` is of a reporter that is not replaced, or a total without replaced reporters. */
  get isKeptCell(): RawBuilder<boolean> {
    const releaseIds = this.#pairs.map(({ older }) => older);
    return sql<boolean>`(not ("t"."scope" = 'AGGREGATE' and "t"."release_id" = any(${releaseIds}::uuid[]))
      and ${this.isKept(sql`"t"."release_id"`, sql`coalesce("t"."organization_id", "t"."ecosystem_id")`)})`;
  }
}

/** Number of replaced rows of a release and place; the empty text stands for no place. */
interface ReplacedCount {
  releaseId: string;
  place: string;
  count: number;
}

function countReplaced(pairs: readonly VersionPair[]): RawBuilder<ReplacedCount> {
  return sql`select "w"."release_id" as "releaseId", "w"."place_key" as "place", count(*)::int as "count" from "released_row" as "w"
    where ("w"."release_id", "w"."reporter_id") in (
      select "n"."older", "z"."reporter_id" from ${pairRows(pairs)} join "released_row" as "z" on "z"."release_id" = "n"."newer")
      and "w"."reporter_id" <> "w"."ecosystem_id"
    group by 1, 2`;
}

function pairRows(pairs: readonly VersionPair[]): RawBuilder<unknown> {
  return sql`unnest(${pairs.map(({ older }) => older)}::uuid[], ${pairs.map(({ newer }) => newer)}::uuid[]) as "n"("older", "newer")`;
}

function pairsOf({ versions, releases }: Parameters<typeof ReplacedReporters.read>[1]): VersionPair[] {
  const released = Map.groupBy(releases, ({ indicatorVersionId }) => indicatorVersionId);
  const all = versions.flatMap(({ id, parent, number }) =>
    (released.get(id) ?? []).map((release) => ({ release, parent, number })),
  );
  const sameDays = Map.groupBy(all, ({ parent, release }) =>
    JSON.stringify([parent, release.ecosystemId, release.periodStart, release.periodEnd]),
  );
  return [...sameDays.values()].flatMap((same) =>
    same.flatMap((older) =>
      same
        .filter(({ number }) => number > older.number)
        .map((newer) => ({ older: older.release.id, newer: newer.release.id })),
    ),
  );
}
