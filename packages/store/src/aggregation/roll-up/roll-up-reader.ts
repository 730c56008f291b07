import { InputError } from '@collective-impact/sdk';
import { countsPeopleOnce, withoutUpperBound } from '@collective-impact/sdk/aggregation';
import type { IndicatorRow } from '../../indicator/index.ts';
import { turnFor } from '../../shared/event-loop.ts';
import type { Reader } from '../../shared/reader.ts';
import { requireKnownDimensions } from '../known-dimensions.ts';
import type { RollUpFigureRow } from './figure-rows.ts';
import { OtherPeriodReader } from './reporters/other-period-reader.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import { RollUpRecordReader } from './roll-up-records.ts';
import { type RolledUpUnits, type RollUpKey, RollUpRequest } from './roll-up-request.ts';
import { rolledUpFigures } from './rolled-up-figures.ts';
import { RollUpSums } from './sums/roll-up-sums.ts';

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
  readonly #otherPeriods: OtherPeriodReader;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#sums = new RollUpSums(reader);
    this.#otherPeriods = new OtherPeriodReader(reader);
  }

  /**
   * The aggregated figures of an indicator, from the cells of its current releases only, for stewards too; with `asOf`, of those
   * that were current on that day. Three statements for all indicators of a request: definitions, releases, and sums of cells.
   * One more over ecosystems, one or two more if releases can have figures by place, one more for requested periods of single
   * organizations, one for figures of several periods that count people once, and those of {@link RollUpSums.read}. Throws an {@link InputError} beyond 5,000 figures of one indicator, 100
   * periods, or 50,000 sums per request.
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
        this.#afterPrevious(() => this.#rolledUp(keys, units)),
      )
      .load(JSON.stringify({ id: indicatorId, by } satisfies RollUpKey));
  }

  /** Roll-ups of one request run one after another: each needs to know how many rows the others read. */
  #afterPrevious<T>(read: () => Promise<T>): Promise<T> {
    const reading = this.#previous.then(read);
    this.#previous = reading.catch(() => undefined);
    return reading;
  }

  async #rolledUp(keys: readonly string[], units: RolledUpUnits): Promise<RolledUpIndicator[]> {
    const parsed = keys.map((key) => JSON.parse(key) as RollUpKey);
    const request = new RollUpRequest(parsed, units);
    const records = await new RollUpRecordReader(this.#reader, { sums: this.#sums, request }).read();
    const rolledUp: RolledUpIndicator[] = [];
    for (const key of request.keys) {
      const versions = records.versions.of(key.id);
      const figures = await this.#bounded(rolledUpFigures(records, { key, units }), versions);
      rolledUp.push({ figures, versions });
      await turnFor(figures.length);
    }
    return rolledUp;
  }

  /** Removes the upper bound of people counted once in several periods if an organization did not report for all of them. */
  #bounded(figures: readonly RollUpFigureRow[], versions: readonly RolledUpVersion[]): Promise<RollUpFigureRow[]> {
    const onceIn = new Set(
      versions
        .filter((version) => countsPeopleOnce(version, version.aggregationAcrossOrganizations))
        .map(({ id }) => id),
    );
    return Promise.all(
      figures.map(async (figure) => {
        const isBounded = figure.versionId !== null && onceIn.has(figure.versionId) && figure.exact?.high != null;
        if (!isBounded) return figure;
        const otherPeriods = await this.#otherPeriods.count(figure.coverage);
        return otherPeriods.length === 0 ? figure : withoutUpperBound(figure);
      }),
    );
  }
}
