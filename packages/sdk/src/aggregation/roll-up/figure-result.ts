import { emptyPartial, type PartialFigure } from './aggregate/partial-figure.ts';

/**
 * Reasons why a figure is unavailable. `ROUNDED`: ratios are known as rounded values, which leave an interval. `CONTRADICTORY`: a number
 * of people that an ecosystem or network itself reports contradicts the figures of its organizations or members.
 */
export const rollUpReasons = [
  'NOT_ADDITIVE',
  'NOT_COMPARABLE',
  'NO_DATA',
  'SUPPRESSED',
  'ROUNDED',
  'CONTRADICTORY',
] as const;

/** One of {@link rollUpReasons}. */
export type RollUpReason = (typeof rollUpReasons)[number];

/** A figure that cannot be computed: the reason, and an explanation in one sentence. */
export interface UnavailableFigure {
  reason: RollUpReason;
  explanation: string;
}

/** The numbers of a figure; canonical decimals. */
export interface FigureNumbers {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  /** Number of people: the sum of the bases, which counts a person in two figures twice. Null if unknown. */
  base: string | null;
}

/** The numbers of a figure that does not exist. */
export const noNumbers: FigureNumbers = { value: null, numerator: null, denominator: null, base: null };

/** The exact numbers of a figure, see `addExact`. `stated`: the value as its reporter stated it, which can be rounded. */
export interface ExactNumbers extends FigureNumbers {
  stated?: string;
}

/** A figure, or the reason it is unavailable. */
export type FigureResult = { figure: ExactNumbers } | UnavailableFigure;

/**
 * Bounds of a figure, both included. `low` is null if there is no lower bound, and `high` if there is no upper one. One of them is
 * always known.
 */
export interface FigureInterval {
  low: string | null;
  high: string | null;
}

/** Bounds of figures that are combined. Those without a lower bound are counted by another number, see `PartialFigure.open`. */
export interface IntervalFromBelow extends FigureInterval {
  low: string;
}

/**
 * A figure, or the reason it is unavailable, with the interval of a number of people counted once, or of a ratio whose numerator
 * is not known exactly.
 */
export type BoundedResult = FigureResult & {
  interval: IntervalFromBelow | null;
  /** What is contradictory. Only with the reason `CONTRADICTORY`, of a figure that is not combined with others. */
  contradiction?: Contradiction;
};

/** A number of people that a whole itself reports, outside of the interval that the figures of its parts allow. */
export interface Contradiction {
  /** The number that is stated, or the lower one of two. `isSum`: it is the sum of stated categories. */
  stated: string;
  statedUpTo?: string;
  isSum?: boolean;
  interval: IntervalFromBelow;
  whole: 'ecosystem' | 'network';
  parts: 'organizations' | 'members';
  /** The result if the figures were possible together. */
  unchecked: BoundedResult;
}

/** Returns an unavailable figure with this reason and explanation. */
export function unavailable(reason: RollUpReason, explanation: string): UnavailableFigure {
  return { reason, explanation };
}

/** A result without bounds, or one that is combined with others and has no bounds that these can use. */
export function withoutInterval(result: FigureResult): BoundedResult {
  if ('figure' in result) return { figure: result.figure, interval: null };
  return { reason: result.reason, explanation: result.explanation, interval: null };
}

/** The reason if there is no figure. */
export function noData({
  missing,
  notApplicable,
  suppressedAtSource,
}: PartialFigure = emptyPartial): UnavailableFigure {
  const why = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
    ...(suppressedAtSource > 0 ? [`${suppressedAtSource} suppressed by the source`] : []),
  ];
  return unavailable('NO_DATA', why.length === 0 ? 'No figure is released.' : `There is no figure: ${why.join(', ')}.`);
}

/**
 * The first result that prevents combining several: a suppressed one, or else another one without a figure. Undefined if there
 * is none. With `isRatio`, results that are combined by numerators and denominators need bounds only.
 */
export function obstacleAmong(
  aggregates: readonly { result: BoundedResult }[],
  { isRatio }: { isRatio: boolean },
): BoundedResult | undefined {
  const obstacles = aggregates.flatMap(({ result }) => ('figure' in result ? [] : [result]));
  const withoutBounds = obstacles.filter(({ interval }) => !isRatio || interval === null);
  const [first] = withoutBounds;
  if (!first) return undefined;
  return withoutInterval(obstacles.find(({ reason }) => reason === 'SUPPRESSED') ?? first);
}
