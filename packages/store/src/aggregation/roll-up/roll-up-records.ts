import type { CategorizedVersion, UnreportedPeriod } from '@collective-impact/sdk/aggregation';
import type { YearStarts } from '@collective-impact/sdk/period';
import { type IndicatorRow, indicatorTable } from '../../indicator/index.ts';
import { dependsOnEcosystem, yearStarts } from '../../period/index.ts';
import type { Reader } from '../../shared/reader.ts';
import { crosswalkedVersions } from './crosswalked-versions.ts';
import { type IndicatorMember, membersStatement } from './reporters/network-members.ts';
import { PlaceReporters } from './reporters/place-reporters.ts';
import { ReplacedReporters } from './reporters/replaced-reporters.ts';
import { readUnreportedPeriods } from './reporters/unreported-periods.ts';
import { type RolledUpVersion, versionsStatement } from './roll-up-definitions.ts';
import { RollUpPlaces } from './roll-up-places.ts';
import { isCounted, type RolledUpRelease, releasesStatement } from './roll-up-releases.ts';
import type { RollUpKey, RollUpRequest } from './roll-up-request.ts';
import type { ReadSums, RollUpSums, SumRequest } from './sums/roll-up-sums.ts';

type IndicatorId = IndicatorRow['id'];

/** The versions that count for the indicators of a request. */
class CountedVersions {
  readonly all: readonly RolledUpVersion[];
  readonly #byIndicator: ReadonlyMap<IndicatorId, readonly RolledUpVersion[]>;

  constructor(all: readonly RolledUpVersion[]) {
    this.all = all;
    this.#byIndicator = Map.groupBy(all, ({ parent }) => parent);
  }

  of(id: IndicatorId): readonly RolledUpVersion[] {
    return this.#byIndicator.get(id) ?? [];
  }
}

/** What the roll-ups of one request combine. */
export interface RollUpRecords {
  versions: CountedVersions;
  releases: readonly RolledUpRelease[];
  places: RollUpPlaces;
  reporters: PlaceReporters;
  sums: ReadonlyMap<RollUpKey, ReadSums>;
  members: readonly IndicatorMember[];
  /** When the years of the ecosystem of each indicator begin. */
  years: ReadonlyMap<IndicatorId, YearStarts>;
  /** The versions with their crosswalks, of indicators whose figures by category of several versions are compared. */
  categorized: ReadonlyMap<IndicatorId, readonly CategorizedVersion[]>;
  unreported: readonly UnreportedPeriod[];
}

/** Reads what the roll-ups of a request combine: each part once for all of them. */
export class RollUpRecordReader {
  readonly #reader: Reader;
  readonly #sums: RollUpSums;
  readonly #request: RollUpRequest;

  constructor(reader: Reader, of: { sums: RollUpSums; request: RollUpRequest }) {
    this.#reader = reader;
    this.#sums = of.sums;
    this.#request = of.request;
  }

  async read(): Promise<RollUpRecords> {
    const versions = await this.#versions();
    const { releases, replaced } = await this.#releases(versions);
    const places = await this.#places({ versions, releases });
    const reporters = await this.#reporters({ releases, places });
    const sums = await this.#sumsByKey({ versions, releases, replaced, places, reporters });
    const members = await this.#members();
    const years = await this.#years(versions);
    const categorized = await this.#categorized({ versions, releases });
    const unreported = await this.#unreported(releases);
    return { versions, releases, places, reporters, sums, members, years, categorized, unreported };
  }

  async #versions(): Promise<CountedVersions> {
    const statement = versionsStatement(this.#reader, this.#request.ids);
    return new CountedVersions(await this.#reader.rows(statement, { isPlannedOnce: true }));
  }

  /** The releases that count, without the reporters that a newer version replaces. */
  async #releases({ all: versions }: CountedVersions): Promise<Pick<SumRequest, 'releases' | 'replaced'>> {
    const { units: request, isOverOrganizations } = this.#request;
    const statement = releasesStatement(versions, { request, viewer: this.#reader.viewer });
    const visible = await this.#reader.rows(statement, { isPlannedOnce: true });
    const spans = new Map(versions.map(({ id, spans }) => [id, spans]));
    const counted = visible.filter((release) => isCounted(release, spans.get(release.indicatorVersionId) ?? null));
    const replaced = await ReplacedReporters.read(this.#reader, {
      versions,
      releases: isOverOrganizations ? counted : [],
    });
    return { releases: counted.map((release) => replaced.without(release)), replaced };
  }

  #places({ versions, releases }: Pick<RollUpRecords, 'versions' | 'releases'>): Promise<RollUpPlaces> {
    return RollUpPlaces.read(this.#reader, {
      ecosystemIds: versions.all.map(({ ecosystemId }) => ecosystemId),
      releases,
      level: this.#request.units.placeLevel,
    });
  }

  #reporters({ releases, places }: Pick<RollUpRecords, 'releases' | 'places'>): Promise<PlaceReporters> {
    const { units, isOverOrganizations } = this.#request;
    return PlaceReporters.read(this.#reader, {
      releases: isOverOrganizations ? releases : [],
      places,
      asOf: units.asOf,
    });
  }

  async #sumsByKey({
    versions,
    ...of
  }: Pick<RollUpRecords, 'versions' | 'releases' | 'places' | 'reporters'> & Pick<SumRequest, 'replaced'>): Promise<
    RollUpRecords['sums']
  > {
    const groups = this.#request.keysByDimensions;
    const read = await this.#sums.read({
      ...of,
      versions: versions.all,
      over: this.#request.summedOver,
      requested: groups.map((keys) => ({
        by: keys[0]?.by ?? null,
        versions: keys.flatMap(({ id }) => versions.of(id)),
      })),
    });
    return new Map(read.flatMap((sums, at) => (groups[at] ?? []).map((key) => [key, sums] as const)));
  }

  async #members(): Promise<IndicatorMember[]> {
    const { summedOver, ids } = this.#request;
    if (!summedOver.includes('ECOSYSTEMS')) return [];
    return await this.#reader.rows(membersStatement(this.#reader, ids), { isPlannedOnce: true });
  }

  async #years(versions: CountedVersions): Promise<RollUpRecords['years']> {
    const { ids } = this.#request;
    return new Map(await Promise.all(ids.map(async (id) => [id, await this.#yearsOf(id, versions)] as const)));
  }

  /** Looked up if the indicator has no version and a requested period depends on its ecosystem. */
  async #yearsOf(id: IndicatorId, versions: CountedVersions): Promise<YearStarts> {
    const version = versions.of(id).find(({ spans }) => spans === null);
    if (version || !this.#request.units.periods?.some(dependsOnEcosystem)) return version?.years ?? {};
    const indicator = await this.#reader.byId(indicatorTable, id);
    return indicator ? yearStarts(this.#reader, indicator.ecosystemId) : {};
  }

  #categorized({
    versions,
    releases,
  }: Pick<RollUpRecords, 'versions' | 'releases'>): Promise<RollUpRecords['categorized']> {
    return crosswalkedVersions(this.#reader, { keys: this.#request.keys, versions: versions.all, releases });
  }

  #unreported(releases: readonly RolledUpRelease[]): Promise<UnreportedPeriod[]> {
    return readUnreportedPeriods(this.#reader, { ...this.#request.units, releases });
  }
}
