import { InputError, unwrap } from '@collective-impact/sdk';
import {
  type CategorizedVersion,
  type PlacesOfReporters,
  rollUp,
  type UnreportedPeriod,
} from '@collective-impact/sdk/aggregation';
import { comparabilityOf } from '@collective-impact/sdk/indicator';
import type { YearStarts } from '@collective-impact/sdk/period';
import { type IndicatorRow, indicatorTable } from '../../indicator/index.ts';
import { dependsOnEcosystem, yearStarts } from '../../period/index.ts';
import { turnFor } from '../../shared/event-loop.ts';
import type { Reader } from '../../shared/reader.ts';
import { requireKnownDimensions } from '../known-dimensions.ts';
import { crosswalkedVersions } from './crosswalked-versions.ts';
import { figureRows, type RollUpFigureRow } from './figure-rows.ts';
import { keyOfRelease } from './matching.ts';
import { type IndicatorMember, membersStatement } from './reporters/network-members.ts';
import { PlaceReporters } from './reporters/place-reporters.ts';
import { ReplacedReporters } from './reporters/replaced-reporters.ts';
import { readUnreportedPeriods } from './reporters/unreported-periods.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import { type RolledUpVersion, versionsStatement } from './roll-up-definitions.ts';
import { partsOfSums } from './roll-up-parts.ts';
import { RollUpPlaces } from './roll-up-places.ts';
import { isCounted, type RolledUpRelease, releasesStatement } from './roll-up-releases.ts';
import { type ReadSums, RollUpSums } from './roll-up-sums.ts';

/** An indicator by UUID, and the dimensions to keep, as in {@link RollUpArguments}. */
interface RollUpKey {
  id: string;
  by: readonly string[] | null;
}

/** The arguments of a roll-up without its dimensions. */
type RolledUpUnits = Omit<Required<RollUpArguments>, 'by'>;

/** The figures of an indicator, and the versions that count for it. */
export interface RolledUpIndicator {
  figures: RollUpFigureRow[];
  versions: readonly RolledUpVersion[];
}

/** Figures of one roll-up, which is returned whole. */
const maximumFigures = 5000;

const maximumPeriods = 100;

/** Aggregates the released figures of indicators. */
export class RollUpReader {
  readonly #reader: Reader;
  readonly #sums: RollUpSums;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#sums = new RollUpSums(reader);
  }

  /**
   * The aggregated figures of an indicator, from the cells of its current releases only, for stewards too; with `asOf`, of those
   * that were current on that day. Three statements
   * for all indicators of a request: definitions, releases, and sums of cells. One more over ecosystems, one or two more if
   * releases can have figures by place, one more for requested periods of single organizations, and those of {@link RollUpSums.read}. Throws an {@link InputError} beyond 5,000 figures
   * of one indicator, 100 periods, or 50,000 sums per request.
   */
  async ofIndicator(indicator: IndicatorRow, args: RollUpArguments): Promise<RollUpFigureRow[]> {
    const { figures, versions } = await this.limited(indicator, args);
    requireKnownDimensions(args.by, { indicator: indicator.code, versions });
    return figures;
  }

  /**
   * Like {@link ofIndicator}, with the versions that count for the indicator. A dimension that no version has gives no figures.
   */
  async limited(indicator: IndicatorRow, args: RollUpArguments): Promise<RolledUpIndicator> {
    const rolledUp = await this.read(indicator.id, args);
    if (rolledUp.figures.length <= maximumFigures) return rolledUp;
    throw new InputError(
      `The roll-up of "${indicator.code}" has more than ${maximumFigures.toLocaleString('en')} figures. Narrow it by \`periods\` or \`by\` (\`[]\` returns totals), or add units to \`over\`.`,
    );
  }

  /** Like {@link limited}, for an indicator by UUID, without a limit to the number of figures. */
  async read(indicatorId: string, args: RollUpArguments): Promise<RolledUpIndicator> {
    const units = {
      over: [...new Set(args.over)].sort(),
      periods: args.periods ?? null,
      placeLevel: args.placeLevel ?? null,
      window: args.window ?? null,
      releaseIds: args.releaseIds ?? null,
      asOf: args.asOf ?? null,
    };
    const by = args.by == null ? null : [...new Set(args.by)].sort();
    if (units.periods && units.periods.length > maximumPeriods)
      throw new InputError(
        `A roll-up returns at most ${maximumPeriods} periods, and \`periods\` has ${units.periods.length.toLocaleString('en')}. Send several requests.`,
      );
    if (units.placeLevel !== null && !units.over.includes('PLACES'))
      throw new InputError('`placeLevel` requires PLACES in `over`. Add PLACES, or omit `placeLevel`.');
    // Roll-ups of every combination of categories are read apart from others, because they read every sum.
    return this.#reader
      .loader<string, RolledUpIndicator>(`roll-up@${JSON.stringify([units, by === null])}`, (keys) =>
        this.#afterPrevious(() =>
          this.#figures(
            keys.map((key) => JSON.parse(key) as RollUpKey),
            units,
          ),
        ),
      )
      .load(JSON.stringify({ id: indicatorId, by } satisfies RollUpKey));
  }

  /** Roll-ups of one request run one after another: each needs to know how many rows the others read. */
  #afterPrevious<T>(read: () => Promise<T>): Promise<T> {
    const reading = this.#previous.then(read);
    this.#previous = reading.catch(() => undefined);
    return reading;
  }

  async #figures(keys: readonly RollUpKey[], units: RolledUpUnits): Promise<RolledUpIndicator[]> {
    const { viewer } = this.#reader;
    const ids = [...new Set(keys.map(({ id }) => id))];
    const versions = await this.#reader.rows(versionsStatement(ids, viewer));
    const visible = await this.#reader.rows(releasesStatement(versions, { request: units, viewer }));
    const spans = new Map(versions.map(({ id, spans }) => [id, spans]));
    const counted = visible.filter((release) => isCounted(release, spans.get(release.indicatorVersionId) ?? null));
    // Places are aggregated to a level from the figures of each place.
    const over = units.placeLevel === null ? units.over : units.over.filter((each) => each !== 'PLACES');
    const isOverOrganizations = over.includes('ORGANIZATIONS');
    const replaced = await ReplacedReporters.read(this.#reader, {
      versions,
      releases: isOverOrganizations ? counted : [],
    });
    const releases = counted.map((release) => replaced.without(release));
    const versionsByIndicator = Map.groupBy(versions, ({ parent }) => parent);
    const keysByDimensions = Map.groupBy(keys, ({ by }) => JSON.stringify(by));
    const requested = [...keysByDimensions.values()].map((ofDimensions) => ({
      by: ofDimensions[0]?.by ?? null,
      versions: ofDimensions.flatMap(({ id }) => versionsByIndicator.get(id) ?? []),
    }));
    const places = await RollUpPlaces.read(this.#reader, {
      ecosystemIds: versions.map(({ ecosystemId }) => ecosystemId),
      releases,
      level: units.placeLevel,
    });
    const reporters = await PlaceReporters.read(this.#reader, {
      releases: isOverOrganizations ? releases : [],
      places,
      asOf: units.asOf,
    });
    const read = await this.#sums.read({ versions, releases, replaced, over, places, reporters, requested });
    const sumsByDimensions = new Map([...keysByDimensions.keys()].map((key, at) => [key, read[at]]));
    const members = over.includes('ECOSYSTEMS') ? await this.#reader.rows(membersStatement(ids, viewer)) : [];
    const years = await Promise.all(
      ids.map((id) => this.#yearsOf(id, { versions: versionsByIndicator.get(id) ?? [], periods: units.periods })),
    );
    const categorized = await crosswalkedVersions(this.#reader, { keys, versions, releases });
    const yearsById = new Map(ids.map((id, at) => [id, years[at]]));
    const unreported = await readUnreportedPeriods(this.#reader, { ...units, releases });
    const rolledUp: RolledUpIndicator[] = [];
    for (const { id, by } of keys) {
      const sums = sumsByDimensions.get(JSON.stringify(by));
      const ofIndicator = versionsByIndicator.get(id) ?? [];
      const figures = sums
        ? this.#aggregate(sums, {
            versions: ofIndicator,
            releases,
            request: { ...units, by },
            places,
            reporters,
            years: yearsById.get(id) ?? {},
            categorized: categorized.get(id),
            members: members.filter(({ parent }) => parent === id),
            unreported: unreported.filter(({ versionId }) => ofIndicator.some((each) => each.id === versionId)),
          })
        : [];
      rolledUp.push({ figures, versions: ofIndicator });
      await turnFor(figures.length);
    }
    return rolledUp;
  }

  #aggregate(
    sums: ReadSums,
    of: {
      versions: readonly RolledUpVersion[];
      releases: readonly RolledUpRelease[];
      request: Required<RollUpArguments>;
      places: RollUpPlaces;
      reporters: PlaceReporters;
      /** When the years of the indicator's ecosystem begin. */
      years: YearStarts;
      /** The versions with their crosswalks, if figures by category of several versions are compared. */
      categorized: readonly CategorizedVersion[] | undefined;
      members: readonly IndicatorMember[];
      unreported: readonly UnreportedPeriod[];
    },
  ): RollUpFigureRow[] {
    const { versions, releases, request, places, reporters, years, members, unreported } = of;
    const { withoutFigure } = sums;
    const { parts, disaggregated } = partsOfSums(sums, { versions, releases });
    const yearsByEcosystem = new Map(versions.map((version) => [version.ecosystemId, version.years]));
    const byKey = releases.map(
      (each) => [keyOfRelease({ ...each, versionId: each.indicatorVersionId }), each] as const,
    );
    const releasesByKey = new Map(byKey);
    const placesOfReporters: PlacesOfReporters = (key) => {
      const release = releasesByKey.get(keyOfRelease(key));
      return release ? reporters.withSeveralPlaces(release) : [];
    };
    const { over, periods, by, placeLevel } = request;
    const isOverPlaces = over.includes('PLACES') && placeLevel === null;
    const rolledUp = rollUp({
      parts,
      disaggregated,
      versions,
      over,
      periods,
      by,
      placeLevel,
      places: places.records,
      compares: (ends) => unwrap(comparabilityOf(versions, ends)),
      years,
      yearsOf: (ecosystemId) => yearsByEcosystem.get(ecosystemId) ?? {},
      members,
      withoutFigure: (key) => withoutFigure.count(key),
      closed: (key) => withoutFigure.closed(key),
      expected: (key) =>
        reporters.expectedCount(releasesByKey.get(keyOfRelease(key)), isOverPlaces ? null : { place: key.place }),
      placesOfReporters,
      unreported,
      ...(of.categorized && { categorized: of.categorized }),
    });
    const basis = { versions, releases: releasesByKey, request, places, placesOfReporters };
    return figureRows(unwrap(rolledUp), { basis, withoutFigure });
  }

  /** When the years of an indicator's ecosystem begin. Looked up if it has no version and a requested period depends on it. */
  async #yearsOf(
    id: string,
    { versions, periods }: { versions: readonly RolledUpVersion[]; periods: RolledUpUnits['periods'] },
  ): Promise<YearStarts> {
    const version = versions.find(({ spans }) => spans === null);
    if (version || !periods?.some(dependsOnEcosystem)) return version?.years ?? {};
    const indicator = await this.#reader.byId(indicatorTable, id);
    return indicator ? yearStarts(this.#reader, indicator.ecosystemId) : {};
  }
}
