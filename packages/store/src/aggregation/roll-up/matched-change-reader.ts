import { unwrap } from '@collective-impact/sdk';
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
  /** The aggregates of these reporters in the previous period and in that of the figure, and the difference of the two. Null if there is a reason. */
  previousValue: string | null;
  value: string | null;
  change: string | null;
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
    const { from, to, basis } = matching;
    const without = (reporters: number, [reason, explanation]: [RollUpReason, string]): MatchedChange => ({
      previousPeriod: from.period,
      reporters,
      previousValue: null,
      value: null,
      change: null,
      reason,
      explanation,
    });
    if (hasSums(from) || hasSums(to))
      return without(0, ['NOT_ADDITIVE', 'Organizations whose figures are sums of their categories are not matched.']);
    const { turnover, sums } = await this.#read(matching);
    const { matched } = turnover;
    if (matched === 0)
      return without(0, ['NO_DATA', `No organization has figures for both ${from.period} and ${to.period}.`]);
    const numberOf = ({ versionId }: MatchedFigure) => basis.versions.find(({ id }) => id === versionId)?.number ?? 0;
    const compared = comparabilityOf(basis.versions, { from: numberOf(from), to: numberOf(to) });
    if (compared.comparability === 'NO') return without(matched, ['NOT_COMPARABLE', compared.notes.join(' ')]);
    if (turnover.hasClosed || sums.some(({ suppressed }) => suppressed > 0)) {
      return without(matched, [
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
      return without(matched, [unavailable?.reason ?? 'NO_DATA', unavailable?.explanation ?? 'There is no figure.']);
    }
    const change = changeBetween(first.value, last.value);
    const found = {
      previousPeriod: from.period,
      reporters: matched,
      previousValue: first.value,
      value: last.value,
      change,
    };
    return { ...found, reason: null, explanation: null };
  }

  /** The caveat that reporters of the figure and of the previous period differ. Empty if they do not. */
  async caveats(matching: Matching | null): Promise<string[]> {
    if (!matching || hasSums(matching.from) || hasSums(matching.to)) return [];
    const { joined, left } = (await this.#read(matching)).turnover;
    if (joined === 0 && left === 0) return [];
    const { from, to } = matching;
    return [
      `The reporters changed: ${joined} of ${to.period} did not report for ${from.period}, and ${left} of ${from.period} did not report for ${to.period}. Compare the two periods by \`matchedChange\`.`,
    ];
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
    const turnover = first ?? { matched: 0, joined: 0, left: 0, hasClosed: false };
    return { turnover, sums: rows.filter(({ releaseId }) => releaseId !== null) };
  }
}

function hasSums({ within }: MatchedFigure): boolean {
  return within.some((release) => release.hasSums);
}

/** The aggregate of the matched reporters of one period, by the rules of a roll-up. */
function aggregate(
  sums: readonly CellSums[],
  { figure, matching }: { figure: MatchedFigure; matching: Matching },
): RollUpFigure | undefined {
  const { versions, releases, request, places } = matching.basis;
  const byId = new Map([...releases.values()].map((release) => [release.id, release]));
  const parts = sums.flatMap((row) => {
    const release = byId.get(row.releaseId);
    return release ? [partOfSums(row, { release, categories: figure.categories })] : [];
  });
  const years = new Map(versions.map((version) => [version.ecosystemId, version.years]));
  const [aggregated] = unwrap(
    rollUp({
      parts,
      versions,
      over: request.over,
      places: places.records,
      periods: [figure.period],
      by: figure.categories.map(({ dimension }) => dimension),
      compares: (ends) => comparabilityOf(versions, ends),
      yearsOf: (ecosystemId) => years.get(ecosystemId) ?? {},
      withoutFigure: () => 0,
    }),
  );
  return aggregated;
}
