import { type Comparability, unwrap } from '@collective-impact/sdk';
import {
  changeBetween,
  type FigureInterval,
  type RollUpFigure,
  type RollUpReason,
  rollUp,
} from '@collective-impact/sdk/aggregation';
import { comparabilityOf } from '@collective-impact/sdk/indicator';
import type { CellSums } from '../../../release/index.ts';
import type { Reader } from '../../../shared/reader.ts';
import { partOfSums } from '../roll-up-part.ts';
import { type MatchedRow, matchedSums } from './matched-sums.ts';
import type { Matchable, MatchedFigure } from './matching.ts';

/** The change from the previous period among the reporters that have a figure in both, and the places of which they have it. */
export interface MatchedChange {
  previousPeriod: string;
  /** Number of reporters in both periods. An ecosystem that reported a figure itself counts as one. */
  reporters: number;
  /** Number of reporters that reported for both periods, with `NOT_APPLICABLE` for at least one. They are not in `reporters`. */
  notApplicable: number;
  /** The aggregates of these reporters in both periods, and the second minus the first. Null if there is a reason. */
  previousValue: string | null;
  value: string | null;
  change: string | null;
  /** `value` before rounding. Null if there is a reason. */
  exactValue: string | null;
  /** Whether the versions of the two periods are comparable, and what limits the comparison. */
  comparability: Comparability;
  caveats: string[];
  /** Why there is no change, and the reason as a sentence. Null if there is one. */
  reason: RollUpReason | null;
  explanation: string | null;
}

/** Numbers of reporters of two periods. */
export interface Turnover {
  matched: number;
  /** Number of reporters in the second period only, and in the first period only. */
  joined: number;
  left: number;
  /** Number of places that reporters of both periods report in the second period only, and in the first period only. */
  placesJoined: number;
  placesLeft: number;
  /** Number of reporters that reported `NOT_APPLICABLE` for at least one of the periods, and for exactly one of them. */
  notApplicableInAny: number;
  notApplicableInOne: number;
  /** Whether the viewer cannot see a matched reporter, or no total includes it. */
  hasClosed: boolean;
}

/** A change among matched reporters, and whether only their places changed. */
export type ChangeByTurnover = MatchedChange & { isOfPlaces: boolean };

/** Whether reporters of both periods changed their places, and no reporter joined or left. */
export function isOfPlacesOnly({ joined, left, notApplicableInOne, placesJoined, placesLeft }: Turnover): boolean {
  return joined + left + notApplicableInOne === 0 && placesJoined + placesLeft > 0;
}

/** The numbers of figures without reporters. */
export const noReporters: Turnover = {
  matched: 0,
  joined: 0,
  left: 0,
  placesJoined: 0,
  placesLeft: 0,
  notApplicableInAny: 0,
  notApplicableInOne: 0,
  hasClosed: false,
};

/** What every matched change states, whether it has numbers or a reason. */
type ChangeContext = Pick<MatchedChange, 'previousPeriod' | 'comparability' | 'caveats'>;

const withoutNumbers = { previousValue: null, value: null, change: null, exactValue: null };

/** A change that has a reason instead of numbers. */
export function withoutChange(
  { matched, notApplicableInAny }: Turnover,
  { context, reason, explanation }: { context: ChangeContext; reason: RollUpReason; explanation: string },
): MatchedChange {
  const caveats = context.comparability === 'NO' ? [] : context.caveats;
  const reporters = { reporters: matched, notApplicable: notApplicableInAny };
  return { ...context, caveats, ...reporters, ...withoutNumbers, reason, explanation };
}

/** A value, and the same before rounding, see `RollUpFigure.exact`. */
interface ExactValue {
  value: string;
  exact: FigureInterval | null;
}

/** The values of two periods and the change between them, which is computed before they are rounded. */
export function changeOf(
  first: ExactValue,
  last: ExactValue,
): Pick<MatchedChange, 'previousValue' | 'value' | 'change' | 'exactValue'> {
  const exactOf = ({ value, exact }: ExactValue) => exact?.low ?? value;
  const [from, to] = [exactOf(first), exactOf(last)];
  return { previousValue: first.value, value: last.value, change: changeBetween(from, to), exactValue: to };
}

/** Why no change can be computed for matched reporters, whatever their figures are. Null if one can. */
export function obstacleOf(
  { turnover, sums }: MatchedSums,
  { figures, context, notes }: { figures: readonly MatchedFigure[]; context: ChangeContext; notes: readonly string[] },
): MatchedChange | null {
  const without = (reason: RollUpReason, explanation: string) =>
    withoutChange(turnover, { context, reason, explanation });
  const [from, to] = figures;
  if (figures.some(hasSums))
    return without('NOT_ADDITIVE', 'No change is computed for totals that are sums of categories.');
  if (turnover.matched === 0) {
    const of = turnover.placesJoined + turnover.placesLeft > 0 ? 'figures of the same place' : 'figures';
    return without('NO_DATA', `No organization has ${of} for both ${from?.period} and ${to?.period}.`);
  }
  if (context.comparability === 'NO') return without('NOT_COMPARABLE', notes.join(' '));
  if (turnover.hasClosed || sums.some(({ suppressed }) => suppressed > 0))
    return without(
      'SUPPRESSED',
      'A figure of an organization that reported for both periods is suppressed or not visible.',
    );
  return null;
}

/** Whether reporters of two periods differ, or the places of one. */
export function hasTurnover({ joined, left, placesJoined, placesLeft, notApplicableInOne }: Turnover): boolean {
  return joined + left + placesJoined + placesLeft + notApplicableInOne > 0;
}

/**
 * The caveats that reporters of two periods differ, or the places of one. Empty if they do not. They refer to the matched change
 * for a comparison only if it has numbers.
 */
export function turnoverCaveats(
  { joined, left, placesJoined, placesLeft, notApplicableInOne }: Turnover,
  { from, to, change }: { from: string; to: string; change: Pick<MatchedChange, 'change'> | null },
): string[] {
  const have = notApplicableInOne === 1 ? '1 reporter has' : `${notApplicableInOne} reporters have`;
  const compare =
    change?.change == null
      ? 'No change can be computed for the reporters of both periods; `matchedChange` states the reason.'
      : 'Compare the two periods by `matchedChange`.';
  return [
    ...(joined > 0 || left > 0
      ? [
          `The reporters changed: ${joined} of ${to} without a figure for ${from}, and ${left} of ${from} without a figure for ${to}. ${compare}`,
        ]
      : []),
    ...(placesJoined > 0 || placesLeft > 0
      ? [
          `Reporters of both periods reported for different places: ${placesJoined} with a figure for ${to} had none for ${from}, and ${placesLeft} with a figure for ${from} had none for ${to}. ${compare}`,
        ]
      : []),
    ...(notApplicableInOne > 0
      ? [`${have} figures for one of ${from} and ${to}, and reported NOT_APPLICABLE for the other. ${compare}`]
      : []),
  ];
}

/** The matched reporters of figures, and their sums by side. */
export interface MatchedSums {
  turnover: Turnover;
  sums: MatchedRow[];
}

/**
 * The sums of the reporters that have each of these figures: of the first period and of the second, in turn. One statement for
 * all figures of a request.
 */
export async function readMatched(reader: Reader, figures: readonly MatchedFigure[]): Promise<MatchedSums> {
  if (figures.some(hasSums)) return { turnover: noReporters, sums: [] };
  const rows = await reader
    .loader<string, MatchedRow[]>('roll-up#matched', async (keys) => {
      const all = await reader.rows(matchedSums(keys, reader.viewer));
      const byFigure = Map.groupBy(all, ({ figure }) => figure);
      return keys.map((_, at) => byFigure.get(at) ?? []);
    })
    .load(JSON.stringify(figures.map(({ within }) => within)));
  const [first] = rows;
  return { turnover: first ?? noReporters, sums: rows.filter(({ releaseId }) => releaseId !== null) };
}

function hasSums({ within }: MatchedFigure): boolean {
  return within.some((release) => release.hasSums);
}

/** The aggregate of the matched reporters of one period, by the rules of a roll-up. */
export function aggregateMatched(sums: readonly CellSums[], { figure, basis }: Matchable): RollUpFigure | undefined {
  const { versions, releases, request, places, placesOfReporters } = basis;
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
