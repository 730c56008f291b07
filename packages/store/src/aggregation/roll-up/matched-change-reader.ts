import { type Comparability, unwrap } from '@collective-impact/sdk';
import { changeBetween, type RollUpFigure, type RollUpReason, rollUp } from '@collective-impact/sdk/aggregation';
import { comparabilityOf } from '@collective-impact/sdk/indicator';
import type { CellSums } from '../../release/index.ts';
import type { Reader } from '../../shared/reader.ts';
import { type MatchedRow, matchedSums } from './matched-sums.ts';
import type { MatchedFigure, Matching } from './matching.ts';
import { partOfSums } from './roll-up-part.ts';

/** The change from the previous period among the reporters that have a figure in both. */
export interface MatchedChange {
  previousPeriod: string;
  /** Number of reporters in both periods. An ecosystem that reported a figure itself counts as one. */
  reporters: number;
  /** Number of reporters that answered for both periods, and `NOT_APPLICABLE` for at least one. They are not in `reporters`. */
  notApplicable: number;
  /** The aggregates of these reporters in both periods, and the second minus the first. Null if there is a reason. */
  previousValue: string | null;
  value: string | null;
  change: string | null;
  /** Whether the versions of the two periods are comparable, and what limits the comparison. */
  comparability: Comparability;
  caveats: string[];
  /** Why there is no change, and the reason as a sentence. Null if there is one. */
  reason: RollUpReason | null;
  explanation: string | null;
}

/** Numbers of reporters of two periods. */
interface Turnover {
  matched: number;
  /** Number of reporters in the second period only, and in the first period only. */
  joined: number;
  left: number;
  /** Number of reporters that answered `NOT_APPLICABLE` for at least one of the periods, and for exactly one of them. */
  notApplicableInAny: number;
  notApplicableInOne: number;
  /** Whether the viewer cannot see a matched reporter, or no total includes it. */
  hasClosed: boolean;
}

/** Compares the reporters of figures with those of the previous period. Reads released cells only. */
export class MatchedChangeReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The change among the reporters of both periods. Null without a previous period. `SUPPRESSED` if a matched reporter has a
   * suppressed figure or is not visible in either period: it is never left out. One statement for all figures of a request.
   */
  async change(matching: Matching | null): Promise<MatchedChange | null> {
    if (!matching) return null;
    const { from, to, previous } = matching;
    const { comparability, notes } = previous;
    const without = (
      { matched, notApplicableInAny }: Turnover,
      [reason, explanation]: [RollUpReason, string],
    ): MatchedChange => ({
      previousPeriod: from.period,
      reporters: matched,
      notApplicable: notApplicableInAny,
      previousValue: null,
      value: null,
      change: null,
      comparability,
      caveats: comparability === 'NO' ? [] : notes,
      reason,
      explanation,
    });
    if (hasSums(from) || hasSums(to))
      return without(noReporters, ['NOT_ADDITIVE', 'No change is computed for totals that are sums of categories.']);
    const { turnover, sums } = await this.#read(matching);
    const { matched } = turnover;
    if (matched === 0)
      return without(turnover, ['NO_DATA', `No organization has figures for both ${from.period} and ${to.period}.`]);
    if (comparability === 'NO') return without(turnover, ['NOT_COMPARABLE', notes.join(' ')]);
    if (turnover.hasClosed || sums.some(({ suppressed }) => suppressed > 0)) {
      return without(turnover, [
        'SUPPRESSED',
        'A figure of an organization that reported for both periods is suppressed or not visible.',
      ]);
    }
    const ends = [from, to].map((figure, at) =>
      aggregate(
        sums.filter(({ side }) => side === at),
        { figure, matching },
      ),
    );
    const [first, last] = ends;
    const unavailable = ends.find((figure) => figure?.value == null);
    if (first?.value == null || last?.value == null) {
      return without(turnover, [unavailable?.reason ?? 'NO_DATA', unavailable?.explanation ?? 'There is no figure.']);
    }
    const change = changeBetween(first.value, last.value);
    const { notApplicableInAny: notApplicable } = turnover;
    const found = {
      previousPeriod: from.period,
      reporters: matched,
      notApplicable,
      previousValue: first.value,
      value: last.value,
    };
    return { ...found, change, comparability, caveats: notes, reason: null, explanation: null };
  }

  /** The caveats that reporters of the figure and of the previous period differ. Empty if they do not. */
  async caveats(matching: Matching | null): Promise<string[]> {
    if (!matching || hasSums(matching.from) || hasSums(matching.to)) return [];
    const { joined, left, notApplicableInOne } = (await this.#read(matching)).turnover;
    const { from, to } = matching;
    const have = notApplicableInOne === 1 ? '1 reporter has' : `${notApplicableInOne} reporters have`;
    return [
      ...(joined > 0 || left > 0
        ? [
            `The reporters changed: ${joined} of ${to.period} did not report for ${from.period}, and ${left} of ${from.period} did not report for ${to.period}. Compare the two periods by \`matchedChange\`.`,
          ]
        : []),
      ...(notApplicableInOne > 0
        ? [
            `${have} figures for one of ${from.period} and ${to.period}, and answered NOT_APPLICABLE for the other. Compare the two periods by \`matchedChange\`.`,
          ]
        : []),
    ];
  }

  /** The change among the reporters of both periods if the reporters changed. Null if they did not. */
  async turnover(matching: Matching | null): Promise<MatchedChange | null> {
    return (await this.caveats(matching)).length > 0 ? this.change(matching) : null;
  }

  async #read({ from, to }: Matching): Promise<{ turnover: Turnover; sums: MatchedRow[] }> {
    const rows = await this.#reader
      .loader<string, MatchedRow[]>('roll-up#matched', async (keys) => {
        const all = await this.#reader.rows(matchedSums(keys, this.#reader.viewer));
        const byFigure = Map.groupBy(all, ({ figure }) => figure);
        return keys.map((_, at) => byFigure.get(at) ?? []);
      })
      .load(JSON.stringify([from.within, to.within]));
    const [first] = rows;
    const turnover = first ?? noReporters;
    return { turnover, sums: rows.filter(({ releaseId }) => releaseId !== null) };
  }
}

const noReporters: Turnover = {
  matched: 0,
  joined: 0,
  left: 0,
  notApplicableInAny: 0,
  notApplicableInOne: 0,
  hasClosed: false,
};

function hasSums({ within }: MatchedFigure): boolean {
  return within.some((release) => release.hasSums);
}

/** The aggregate of the matched reporters of one period, by the rules of a roll-up. */
function aggregate(
  sums: readonly CellSums[],
  { figure, matching }: { figure: MatchedFigure; matching: Matching },
): RollUpFigure | undefined {
  const { versions, releases, request, places, placesOfReporters } = matching.basis;
  const byId = new Map([...releases.values()].map((release) => [release.id, release]));
  const parts = sums.flatMap((row) => {
    const release = byId.get(row.releaseId);
    const version = versions.find(({ id }) => id === release?.indicatorVersionId);
    return release && version ? [partOfSums(row, { release, version, categories: figure.categories })] : [];
  });
  const years = new Map(versions.map((version) => [version.ecosystemId, version.years]));
  const [aggregated] = unwrap(
    rollUp({
      parts,
      versions,
      over: request.over,
      places: places.records,
      placesOfReporters,
      periods: [figure.period],
      by: figure.categories.map(({ dimension }) => dimension),
      compares: (ends) => unwrap(comparabilityOf(versions, ends)),
      yearsOf: (ecosystemId) => years.get(ecosystemId) ?? {},
      withoutFigure: () => 0,
    }),
  );
  return aggregated;
}
