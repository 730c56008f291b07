import type { Reader } from '../../../shared/reader.ts';
import {
  aggregateMatched,
  type ChangeByTurnover,
  changeOf,
  hasTurnover,
  isOfPlacesOnly,
  type MatchedChange,
  obstacleOf,
  readMatched,
  turnoverCaveats,
  withoutChange,
} from './matched-figures.ts';
import type { Matching } from './matching.ts';

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
    const { from, to, previous, basis } = matching;
    const { comparability, notes } = previous;
    const context = { previousPeriod: from.period, comparability, caveats: notes };
    const read = await readMatched(this.#reader, [from, to]);
    const obstacle = obstacleOf(read, { figures: [from, to], context, notes });
    if (obstacle) return obstacle;
    const { turnover, sums } = read;
    const ends = [from, to].map((figure, at) =>
      aggregateMatched(
        sums.filter(({ side }) => side === at),
        { figure, basis },
      ),
    );
    const [first, last] = ends;
    if (first?.value == null || last?.value == null) {
      const without = ends.findIndex((figure) => figure?.value == null);
      const { reason, explanation } = ends[without] ?? {};
      const { period } = without === 0 ? from : to;
      return withoutChange(turnover, {
        context,
        reason: reason ?? 'NO_DATA',
        explanation: `In ${period}: ${explanation ?? 'There is no figure.'}`,
      });
    }
    return {
      ...context,
      reporters: turnover.matched,
      notApplicable: turnover.notApplicableInAny,
      ...changeOf({ ...first, value: first.value }, { ...last, value: last.value }),
      reason: null,
      explanation: null,
    };
  }

  /** The caveats that reporters of the figure and of the previous period differ. Empty if they do not. */
  async caveats(matching: Matching | null): Promise<string[]> {
    if (!matching) return [];
    const { from, to } = matching;
    const { turnover } = await readMatched(this.#reader, [from, to]);
    if (!hasTurnover(turnover)) return [];
    const change = await this.change(matching);
    return turnoverCaveats(turnover, { from: from.period, to: to.period, change });
  }

  /** The change among the reporters of both periods if the reporters or their places changed. Null if they did not. */
  async turnover(matching: Matching | null): Promise<ChangeByTurnover | null> {
    if (!matching) return null;
    const { turnover } = await readMatched(this.#reader, [matching.from, matching.to]);
    if (!hasTurnover(turnover)) return null;
    const change = await this.change(matching);
    return change && { ...change, isOfPlaces: isOfPlacesOnly(turnover) };
  }
}
