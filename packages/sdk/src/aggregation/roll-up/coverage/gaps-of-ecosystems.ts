import type { EcosystemAggregate } from '../aggregate/aggregate-time.ts';
import type { RollUpContext } from '../roll-up-context.ts';
import { type Gap, type GapOfEcosystem, gapsIn } from '../select-periods.ts';

/** What the gaps of ecosystems are found from. */
type Covered = Pick<EcosystemAggregate, 'ecosystemId' | 'range' | 'selection' | 'isLast'>;

/** Returns the days of the requested period that no ecosystem covers. Years are those of the first ecosystem. */
export function gapsOfAll(ecosystems: readonly Covered[], context: RollUpContext): Gap[] {
  const [first] = ecosystems;
  if (!first) return [];
  const keyOf = ({ selection }: Covered) => selection.gaps.map(({ start, end }) => `${start} ${end}`).join();
  if (ecosystems.every((each) => keyOf(each) === keyOf(first))) return first.selection.gaps;
  const ranges = ecosystems.map(({ range }) => range);
  const chosen = ecosystems.flatMap(({ selection }) => selection.chosen);
  const requested = {
    start: ranges.map(({ start }) => start).reduce((one, other) => (one < other ? one : other)),
    end: ranges.map(({ end }) => end).reduce((one, other) => (one > other ? one : other)),
  };
  return gapsIn(requested, {
    chosen: chosen.sort((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : 0)),
    years: context.yearsOf(first.ecosystemId),
  });
}

/**
 * Returns the days that an ecosystem does not cover and another one does: its gaps without those of all. If its latest figure is
 * used (`LAST` over time), only the days after that figure.
 */
export function gapsOfSome(
  ecosystems: readonly Covered[],
  { ofAll, context }: { ofAll: readonly Gap[]; context: RollUpContext },
): GapOfEcosystem[] {
  return ecosystems.flatMap(({ ecosystemId, selection, isLast }) => {
    const last = isLast ? (selection.chosen.at(-1)?.end ?? '') : '';
    const years = context.yearsOf(ecosystemId);
    const covered = selection.gaps
      .filter(({ start }) => start > last)
      .flatMap((gap) =>
        gapsIn(gap, { chosen: ofAll.filter(({ start, end }) => start <= gap.end && gap.start <= end), years }),
      );
    return covered.map((gap) => ({ ...gap, ecosystemId }));
  });
}
