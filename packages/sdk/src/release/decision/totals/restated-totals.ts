import { breakdownKey, type DimensionRules, type FigureCell } from '../../../indicator/index.ts';
import { currentCells, type EarlierTotals, isRemoved, type PreviousRelease } from '../previous-release.ts';
import { keptRow } from '../release-context.ts';
import type { ReleaseInput } from '../release-input.ts';
import { RowHistory } from '../row-history.ts';
import { type ReleasedCell, type ReleasedRow, type ReportedRow, rowKey } from '../rows.ts';
import { aggregateCells } from './aggregate-cells.ts';
import { ReleaseTotals } from './release-totals.ts';
import { isFigure, lacksParentFigure } from './row-totals.ts';

/** A release input, with the reports whose rows are part of the totals again. */
interface WithRestatedTotals {
  input: ReleaseInput;
  restated: ReportedRow[];
}

/** Totals of published figures alone: no earlier release is needed to know them. */
const ofPublished: EarlierTotals = { rows: [], aggregate: [] };

/**
 * Returns the input with the suppressed totals of the current release published again, after hidden organizations became visible again.
 * These totals disclose nothing, because everyone can compute them: an earlier release published the total of rows that have not
 * changed since, and the current release publishes the figures of all other rows. Everything else is decided as after a release with
 * these totals.
 */
export function withRestatedTotals(input: ReleaseInput): WithRestatedTotals {
  const { previous, reported } = input;
  const nothing = { input, restated: [] };
  if (!previous?.aggregate.some(({ suppressed, removed }) => suppressed && !removed)) return nothing;
  const totals = new ReleaseTotals(input, new RowHistory(previous.rows));
  const current = previous.rows.filter((row) => !isRemoved(row));
  const summed = current.filter((row) => row.summed);
  if (totals.hasClosedContributors(previous) || !summed.every((row) => totals.includes(keptRow(row)))) return nothing;
  const reports = new Map(reported.map((row) => [rowKey(row), row]));
  const returning = current.filter((row) => {
    const report = reports.get(rowKey(row));
    return report !== undefined && totals.isNewToTotals(report);
  });
  for (const known of [...(previous.earlierTotals ?? []), ofPublished]) {
    const knownKeys = new Set(known.rows.map(rowKey));
    const back = known === ofPublished ? returning : returning.filter((row) => knownKeys.has(rowKey(row)));
    const members = [...summed, ...back];
    const memberKeys = new Set(members.map(rowKey));
    const added = members.filter((row) => !knownKeys.has(rowKey(row)));
    const isKnown = known.rows.every((row) => memberKeys.has(rowKey(row)));
    if (back.length === 0 || !isKnown || !added.every((row) => reports.get(rowKey(row))?.open)) continue;
    const aggregate = restatedAggregate({ previous, known, added }, input);
    if (!aggregate) continue;
    const backKeys = new Set(back.map(rowKey));
    const rows = previous.rows.map((row) => (backKeys.has(rowKey(row)) ? { ...row, summed: true } : row));
    const restated = back.flatMap((row) => (row.same ? (reports.get(rowKey(row)) ?? []) : []));
    return { input: { ...input, previous: { ...previous, rows, aggregate } }, restated };
  }
  return nothing;
}

/** The aggregate with every total that everyone can compute. Undefined if that is none, or if a published total is not among them. */
function restatedAggregate(
  of: { previous: PreviousRelease; known: EarlierTotals; added: readonly ReleasedRow[] },
  input: ReleaseInput,
): ReleasedCell[] | undefined {
  const { previous, known, added } = of;
  const parts = added.flatMap(({ cells }) => currentCells(cells));
  const everyCell = [...previous.aggregate, ...known.aggregate, ...(known === ofPublished ? parts : [])];
  const byKey = new Map(everyCell.map(({ categories }) => [breakdownKey(categories), categories]));
  const computed = new Map(
    [...byKey].flatMap(([key, categories]): [string, ReleasedCell][] => {
      const total = publicTotal(categories, { known, added, input });
      return total ? [[key, { ...total, suppressed: false, removed: false }]] : [];
    }),
  );
  const isLost = ({ categories, suppressed, removed }: ReleasedCell) =>
    !suppressed && !removed && !computed.has(breakdownKey(categories));
  if (computed.size === 0 || previous.aggregate.some(isLost)) return undefined;
  const others = previous.aggregate.filter(({ categories }) => !computed.has(breakdownKey(categories)));
  return [...computed.values(), ...others];
}

/** A total that everyone can compute. Undefined if one of its parts is not public. */
function publicTotal(
  categories: FigureCell['categories'],
  of: { known: EarlierTotals; added: readonly ReleasedRow[]; input: ReleaseInput },
): FigureCell | undefined {
  const { known, added, input } = of;
  const key = breakdownKey(categories);
  const before = known.aggregate.find((cell) => breakdownKey(cell.categories) === key && !cell.suppressed);
  if (before === undefined && known !== ofPublished) return undefined;
  const parts = added.map((row) => publicPart(row, { categories, dimensions: input.dimensions }));
  if (parts.includes(undefined)) return undefined;
  const figures = parts.flatMap((part) => part ?? []);
  if (before === undefined) return aggregateCells([figures], input.version)[0];
  if (figures.length === 0) return before;
  // A mean without a numerator is rounded, so that nobody can compute the exact mean that includes more figures.
  const isRounded = input.version.kind === 'MEAN' && before.numerator === null;
  return isRounded ? undefined : aggregateCells([[before, ...figures]], input.version)[0];
}

/** The figure that a released row publicly adds to a total. Null if it adds nothing, undefined if what it adds is not public. */
function publicPart(
  { cells }: ReleasedRow,
  { categories, dimensions }: { categories: FigureCell['categories']; dimensions: readonly DimensionRules[] },
): FigureCell | null | undefined {
  const shown = currentCells(cells);
  const key = breakdownKey(categories);
  const cell = shown.find((each) => breakdownKey(each.categories) === key);
  if (cell?.suppressed) return undefined;
  if (cell && isFigure(cell)) return cell;
  const [first, ...crossed] = categories;
  // A total that the row does not report can follow from its categories, and a category from its subcategories.
  if (first === undefined) return shown.some((each) => each.suppressed || isFigure(each)) ? undefined : null;
  const dimension = dimensions.find(({ code }) => code === first.dimension);
  if (dimension === undefined || crossed.length > 0) return null;
  return lacksParentFigure(shown, { dimension, category: first.category }) ? undefined : null;
}
