import { accepted, unwrap } from '@collective-impact/sdk';
import { breakdownKey, type FigureCell } from '@collective-impact/sdk/indicator';
import {
  type DecidedCell,
  decideRelease,
  type ReleaseDecision,
  type ReleaseInput,
  type ReportedRow,
  rowKey,
} from '@collective-impact/sdk/release';

/*
 * Deciders with one fault each, which an attack must find. Most are decisions of earlier versions.
 */

/** A release decision, right or wrong. */
export type Decider = typeof decideRelease;

/** Shows what a decision on other cells or rules would show: the figures are the real ones, and only what is suppressed differs. */
function decideAs(fault: {
  cell?: (cell: FigureCell) => FigureCell;
  rules?: (input: ReleaseInput) => Partial<ReleaseInput>;
}): Decider {
  const { cell: change = (each: FigureCell) => each, rules = () => ({}) } = fault;
  const changed = <Cell extends FigureCell>(cells: readonly Cell[]) =>
    cells.map((each) => ({ ...each, ...change(each) }));
  return (input) => {
    const { reported, previous } = input;
    const wrong = unwrap(
      decideRelease({
        ...input,
        ...rules(input),
        reported: reported.map((row) => ({ ...row, cells: changed(row.cells) })),
        previous: previous && {
          rows: previous.rows.map((row) => ({ ...row, cells: changed(row.cells) })),
          aggregate: changed(previous.aggregate),
        },
      }),
    );
    const rows = new Map(wrong.rows.map((row) => [rowKey(row), row.cells]));
    return changedDecision(input, {
      row: (cells, row) => withPattern(cells, rows.get(rowKey(row)) ?? cells),
      aggregate: (cells) => withPattern(cells, wrong.aggregate),
    });
  };
}

/** The right decision with other cells. */
function changedDecision(
  input: ReleaseInput,
  change: {
    row?: (cells: DecidedCell[], row: ReleaseDecision['rows'][number]) => DecidedCell[];
    aggregate?: (cells: DecidedCell[]) => DecidedCell[];
  },
): ReturnType<Decider> {
  const { row = (cells) => cells, aggregate = (cells) => cells } = change;
  const right = unwrap(decideRelease(input));
  return accepted({
    ...right,
    rows: right.rows.map((each) => ({ ...each, cells: row(each.cells, each) })),
    aggregate: aggregate(right.aggregate),
  });
}

/** Cells that are suppressed where those of another decision are, as far as their figures are known. */
function withPattern(cells: readonly DecidedCell[], pattern: readonly DecidedCell[]): DecidedCell[] {
  const byKey = new Map(pattern.map((cell) => [breakdownKey(cell.categories), cell]));
  return cells.map((cell) => {
    const { suppressed, reason, showsDenominator } = byKey.get(breakdownKey(cell.categories)) ?? cell;
    return !suppressed && !hasFigure(cell) ? cell : { ...cell, suppressed, reason, showsDenominator };
  });
}

function hasFigure({ status, value, numerator, lowerBound, upperBound }: FigureCell): boolean {
  return status !== 'OBSERVED' || (value ?? numerator ?? lowerBound ?? upperBound ?? null) !== null;
}

/**
 * Shows the cells of the aggregate of a first release that are suppressed only because of others, of at most one dimension or of
 * two. Suppressed cells of a later release have no figures.
 */
function showComplementary({ isCrossed }: { isCrossed: boolean }): Decider {
  return (input) =>
    changedDecision(input, {
      aggregate: (cells) =>
        cells.map((cell) => {
          const isOfThese = input.previous === null && cell.categories.length > 1 === isCrossed;
          const isComplementary = cell.suppressed && isOfThese && hasFigure(cell) && !isSmall(cell, input.threshold);
          return isComplementary ? { ...cell, suppressed: false, reason: null, showsDenominator: false } : cell;
        }),
    });
}

function isSmall({ value, numerator, denominator }: FigureCell, threshold: number): boolean {
  const numbers = denominator === null ? [value] : [numerator, Number(denominator) - Number(numerator)];
  return numbers.some((number) => number === null || (Number(number) > 0 && Number(number) < threshold));
}

/** The cells of two dimensions that a reporter stated, of which those for which `isShown` are not suppressed. */
function withCrossedOf(
  { reported }: ReleaseInput,
  isShown: (cell: FigureCell) => boolean,
): (cells: DecidedCell[], row: ReleaseDecision['rows'][number]) => DecidedCell[] {
  const byReporter = new Map(reported.map((row): [string, ReportedRow] => [rowKey(row), row]));
  return (cells, row) => {
    if (row.origin === 'KEPT') return cells;
    const crossed = (byReporter.get(rowKey(row))?.cells ?? []).filter(({ categories }) => categories.length === 2);
    return [
      ...cells.filter(({ categories }) => categories.length < 2),
      ...crossed.map((cell): DecidedCell => {
        const suppressed = !isShown(cell);
        return { ...cell, suppressed, reason: suppressed ? 'OUTSIDE' : null, showsDenominator: false };
      }),
    ];
  };
}

/** A report with the smallest possible figures instead of bounds. */
function withoutBounds(row: ReportedRow): ReportedRow {
  const noBounds = { lowerBound: null, upperBound: null };
  const isBounded = ({ lowerBound, upperBound }: FigureCell) => (lowerBound ?? upperBound ?? null) !== null;
  return {
    ...row,
    cells: row.cells.map((cell) => (isBounded(cell) ? { ...cell, value: cell.lowerBound ?? '0', ...noBounds } : cell)),
  };
}

/** Kinds of rules under which another kind of figure is decided. */
const asCounts = ({ version }: ReleaseInput) => ({
  scale: null,
  version: {
    ...version,
    kind: 'COUNT' as const,
    multiplier: '1',
    denominatorOverCategories: null,
    aggregationAcrossOrganizations: 'SUM' as const,
  },
});

export const wrongDeciders = {
  /** Shows which figures of two dimensions are `NOT_APPLICABLE`. They link dimensions that are decided separately. */
  showsNotApplicable: ((input) =>
    changedDecision(input, {
      row: withCrossedOf(input, ({ status }) => status === 'NOT_APPLICABLE'),
    })) as Decider,
  /** Does not know that scores are on a scale, so that means at its ends are equations. */
  ignoresScale: decideAs({ rules: () => ({ scale: null }) }),
  /** Assumes that a suppressed mean can be about nobody. */
  allowsMeansOfNobody: decideAs({
    rules: asCounts,
    cell: (cell) => ({ ...cell, value: cell.denominator, numerator: null, denominator: null, base: null }),
  }),
  /** Decides a mean of scores of 0 and 1 like any other mean. */
  ignoresBinaryScores: decideAs({
    cell: (cell) => ({ ...cell, value: cell.value === null ? null : String(Number(cell.value) + 5) }),
  }),
  /** Shows every figure of two dimensions of an aggregate that is not small itself. */
  showsLargeCrossed: showComplementary({ isCrossed: true }),
  /** Shows every figure of two dimensions of an organization that is not small. */
  showsCrossedOfOrganizations: ((input) =>
    changedDecision(input, {
      row: withCrossedOf(input, (cell) => cell.status === 'OBSERVED' && !isSmall(cell, input.threshold)),
    })) as Decider,
  /** Shows every total over organizations that is not small itself. */
  showsLargeTotals: showComplementary({ isCrossed: false }),
  /** Counts one person for all categories of a place, as if the categories overlapped. */
  countsOnePersonOfPlaces: ((input) =>
    decideRelease({
      ...input,
      dimensions: input.dimensions.map((dimension) => ({ ...dimension, exclusive: false })),
    })) as Decider,
  /** Forgets the suppressed bounds of a released figure of all places when one of its places is reported. */
  forgetsBoundsOfAllPlaces: ((input) => {
    const isReleased = (row: ReportedRow) => input.previous?.rows.some((each) => rowKey(each) === rowKey(row));
    const unbounded = { lowerBound: null, upperBound: null };
    return decideRelease({
      ...input,
      reported: input.reported.map((row) =>
        row.place === null && isReleased(row)
          ? { ...row, cells: row.cells.map((cell) => (cell.upperBound ? { ...cell, value: '1', ...unbounded } : cell)) }
          : row,
      ),
    });
  }) as Decider,
  /** Decides places beside a report of all places, and this report, as if the places stated no bounds. */
  forgetsBoundsOfPlaces: ((input) => {
    const ofAll = new Set(input.reported.filter(({ place }) => place === null).map((row) => row.organizationId));
    const isBeside = ({ place, organizationId }: ReportedRow) => place !== null && ofAll.has(organizationId);
    return decideRelease({
      ...input,
      reported: input.reported.map((row) => (isBeside(row) ? withoutBounds(row) : row)),
    });
  }) as Decider,
  /** Releases a place although a correction of all places waits, whose earlier version can have stated bounds. */
  releasesPlacesBesideCorrections: ((input) => {
    const corrected = new Set((input.previous?.rows ?? []).filter(({ same }) => !same).map(rowKey));
    return decideRelease({
      ...input,
      reported: input.reported.filter((row) => row.place !== null || !corrected.has(rowKey(row))),
    });
  }) as Decider,
  /** Does not know that overlapping categories can cover everyone. */
  ignoresCoverage: ((input) =>
    decideRelease({
      ...input,
      dimensions: input.dimensions.map((dimension) => ({
        ...dimension,
        exhaustive: dimension.exclusive && dimension.exhaustive,
      })),
    })) as Decider,
  /** Decides figures that are stated as bounds as if nothing were known of them. */
  ignoresBounds: decideAs({
    cell: (cell) => {
      const isBounded = (cell.lowerBound ?? cell.upperBound ?? null) !== null;
      const unknown = { status: 'SUPPRESSED_AT_SOURCE' as const, lowerBound: null, upperBound: null, base: null };
      return isBounded ? { ...cell, ...unknown } : cell;
    },
  }),
  /** Takes the numerator that is nearest to a rounded percentage for the real one. */
  ignoresRounding: decideAs({
    cell: (cell) => {
      const { value, base } = cell;
      if (value === null || base === null) return cell;
      const numerator = Math.round((Number(value) * base) / 100);
      const exact = ((100 * numerator) / base).toFixed(6);
      return { ...cell, value: exact, numerator: String(numerator), denominator: String(base), base: null };
    },
  }),
  /** Forgets what earlier releases show of a report that was voided, so that a restored one is decided like a new one. */
  forgetsVoided: ((input) => {
    const isCurrent = ({ removed }: { removed?: boolean }) => !removed;
    const rows = (input.previous?.rows ?? []).map((row) => ({ ...row, cells: row.cells.filter(isCurrent) }));
    const aggregate = (input.previous?.aggregate ?? []).filter(isCurrent);
    const previous = { rows: rows.filter(({ cells }) => cells.length > 0), aggregate };
    return decideRelease({ ...input, previous: input.previous && previous });
  }) as Decider,
  /** Publishes the totals without a report that was voided, as if none of its figures were suppressed. */
  showsTotalsWithoutVoided: ((input) => {
    const keys = new Set((input.voided ?? []).map(rowKey));
    const rows = (input.previous?.rows ?? []).map((row) =>
      keys.has(rowKey(row)) ? { ...row, cells: row.cells.map((cell) => ({ ...cell, suppressed: false })) } : row,
    );
    return decideRelease({ ...input, previous: input.previous && { ...input.previous, rows } });
  }) as Decider,
} satisfies Record<string, Decider>;
