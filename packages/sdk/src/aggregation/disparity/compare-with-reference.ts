import { type Direction, type DisparityReference, disparityReferenceRules } from '../../indicator/index.ts';
import { type Comparability, worstComparability } from '../../shared/comparability.ts';
import { compareExact, divideExact, roundExact, subtractExact } from '../../shared/numbers/exact.ts';
import { amount } from '../../shared/wording.ts';
import type { FigureInterval, RollUpReason } from '../roll-up/figure-result.ts';
import type { Disparity, DisparityFigure, DisparityPosition, DisparityReason, DisparityRequest } from './disparity.ts';
import { boundsOfDisparity, intervalOf } from './disparity-interval.ts';
import { contradictionNote, suppressionNote } from './disparity-measure.ts';

/** What the categories of a period are compared with. */
interface Comparison<Figure extends DisparityFigure> {
  reference: Figure | null;
  direction: Direction;
  suppressedCategories: number;
  /** Number of categories without a value because a figure is stated as bounds. */
  boundedCategories: number;
  /** Number of categories without a value because figures contradict each other. */
  contradictoryCategories: number;
  request: DisparityRequest<Figure>;
}

interface Gap {
  reason: DisparityReason;
  explanation: string;
}

/** The most important reason first: a suppressed figure is never reported as missing. */
const precedence: readonly RollUpReason[] = [
  'SUPPRESSED',
  'CONTRADICTORY',
  'NOT_COMPARABLE',
  'NOT_ADDITIVE',
  'ROUNDED',
  'NO_DATA',
];

/** Returns the disparity between a category and the reference, or the reason why there is none. */
export function compareWithReference<Figure extends DisparityFigure>(
  figure: Figure,
  comparison: Comparison<Figure>,
): Disparity<Figure> {
  const { reference, direction, request } = comparison;
  const category = categoryOf(figure);
  const { comparability, notes } = comparabilityOfPair(figure, comparison);
  const caveats = [...new Set([...figure.caveats, ...(reference?.caveats ?? []), ...notes])];
  const unavailable = gapOf(figure, comparison);
  const gap = unavailable ?? (comparability === 'NO' ? notComparable(notes) : null);
  if (gap || figure.value === null || !reference || reference.value === null) {
    const missing = gap ?? { reason: 'NO_DATA' as const, explanation: 'There is no figure.' };
    const without = { difference: null, ratio: null };
    const exact = (reference && comparability !== 'NO' && boundsOfDisparity(figure, reference)) || without;
    const [interval, position] = [intervalOf(exact), positionWithin(exact.difference, direction)];
    return { category, figure, ...without, exact, interval, position, comparability, caveats, ...missing };
  }
  const values = { value: exactValueOf(figure) ?? figure.value, reference: exactValueOf(reference) ?? reference.value };
  const difference = subtractExact(values.value, values.reference);
  const { exactRatio, ...ratio } = ratioOf(values, request);
  return {
    category,
    figure,
    difference: roundExact(difference),
    exact: { difference: { low: difference, high: difference }, ratio: exactRatio },
    interval: null,
    position: positionOf(difference, direction),
    comparability,
    caveats: [...caveats, ...caveatsOfPair(figure, { ...comparison, reference })],
    ...ratio,
  };
}

/** The value of a figure before rounding. Null without a value. */
export function exactValueOf({ value, exact }: DisparityFigure): string | null {
  return value === null ? null : (exact?.low ?? value);
}

function categoryOf({ categories }: DisparityFigure): string {
  return categories[0]?.category ?? '';
}

/** Why the category or the reference has no value. Null if both have one. */
function gapOf<Figure extends DisparityFigure>(figure: Figure, comparison: Comparison<Figure>): Gap | null {
  const gaps = [figureGap(figure, `The category "${categoryOf(figure)}"`), referenceGap(comparison)].flatMap(
    (gap) => gap ?? [],
  );
  const reason = precedence.find((each) => gaps.some((gap) => gap.reason === each));
  return gaps.find((gap) => gap.reason === reason) ?? null;
}

/** Each reference as the subject of a sentence. */
const nouns: Readonly<Record<DisparityReference, string>> = {
  CATEGORY: 'The reference',
  BEST: 'The best category',
  TOTAL: 'The total',
};

function referenceGap<Figure extends DisparityFigure>({
  reference,
  suppressedCategories,
  request,
}: Comparison<Figure>): Gap | null {
  const named = disparityReferenceRules[request.reference].namesCategory ? ` "${request.referenceCategory}"` : '';
  const noun = `${nouns[request.reference]}${named}`;
  if (reference) return figureGap(reference, noun);
  if (!disparityReferenceRules[request.reference].isChosenByValue)
    return { reason: 'NO_DATA', explanation: `${noun} has no figure in this period.` };
  const reason = suppressedCategories > 0 ? 'SUPPRESSED' : 'NO_DATA';
  return { reason, explanation: 'No category has a published figure.' };
}

function figureGap({ value, reason, explanation }: DisparityFigure, noun: string): Gap | null {
  if (value !== null) return null;
  return {
    reason: reason ?? 'NO_DATA',
    explanation: [`${noun} has no value.`, explanation ?? ''].join(' ').trim(),
  };
}

function notComparable(notes: readonly string[]): Gap {
  return { reason: 'NOT_COMPARABLE', explanation: notes.join(' ') };
}

/** The lowest comparability among those of the two figures and that between their versions. */
function comparabilityOfPair<Figure extends DisparityFigure>(
  figure: Figure,
  { reference, request }: Comparison<Figure>,
): { comparability: Comparability; notes: readonly string[] } {
  const [from, to] = [figure, reference].map(
    (each) => request.versions.find(({ id }) => id === each?.versionId)?.number,
  );
  const isOfTwo = from !== undefined && to !== undefined && from !== to;
  const link = isOfTwo ? request.compares({ from, to }) : { comparability: 'YES' as const, notes: [] };
  const links = [figure, link, ...(reference ? [reference] : [])];
  return { comparability: worstComparability(links), notes: link.notes };
}

function caveatsOfPair<Figure extends DisparityFigure>(
  figure: Figure,
  comparison: Comparison<Figure> & { reference: Figure },
): string[] {
  const { reference, suppressedCategories, boundedCategories, contradictoryCategories, request } = comparison;
  const kind = request.versions.find(({ id }) => id === figure.versionId)?.kind;
  const [ofFigure, ofReference] = [figure.coverage.figuresIncluded, reference.coverage.figuresIncluded];
  const isOfBest = disparityReferenceRules[request.reference].isChosenByValue;
  const suppressed = isOfBest ? suppressionNote(suppressedCategories) : null;
  const contradictory = isOfBest ? contradictionNote(contradictoryCategories) : null;
  return [
    ...(kind === 'COUNT' || kind === 'AMOUNT'
      ? ['Counts and amounts depend on the size of each group. Compare groups of different sizes by a ratio or mean.']
      : []),
    ...(ofFigure !== ofReference
      ? [
          `Figures combined: ${ofFigure} for the category, ${ofReference} for the reference. Different reporters can cause part of the disparity.`,
        ]
      : []),
    ...(suppressed ? [suppressed] : []),
    ...(contradictory ? [contradictory] : []),
    ...(isOfBest && boundedCategories > 0
      ? [
          `${amount(boundedCategories, ['category has', 'categories have'])} no value, because figures are stated as bounds, and can be better than the best of the others.`,
        ]
      : []),
  ];
}

/** Whether the category is better off. Null if the indicator should neither increase nor decrease. */
function positionOf(difference: string, direction: Direction): DisparityPosition | null {
  if (direction === 'MAINTAIN') return null;
  const sign = compareExact(difference, '0');
  if (sign === 0) return 'EQUAL';
  return sign > 0 === (direction === 'INCREASE') ? 'BETTER_OFF' : 'WORSE_OFF';
}

/** The position of every difference in an interval. Null if they have different ones. */
function positionWithin(difference: FigureInterval | null, direction: Direction): DisparityPosition | null {
  const { low = null, high = null } = difference ?? {};
  const isAbove = low !== null && compareExact(low, '0') > 0;
  const isBelow = high !== null && compareExact(high, '0') < 0;
  return isAbove ? positionOf(low, direction) : isBelow ? positionOf(high, direction) : null;
}

/** The ratio. It is defined only for a reference above 0 and a figure of at least 0. */
function ratioOf(
  { value, reference }: { value: string; reference: string },
  { reference: kind }: Pick<DisparityRequest, 'reference'>,
): Pick<Disparity, 'ratio' | 'reason' | 'explanation'> & { exactRatio: FigureInterval | null } {
  const noun = nouns[kind];
  const noRatio = (explanation: string) => ({
    ratio: null,
    exactRatio: null,
    reason: 'NO_RATIO' as const,
    explanation,
  });
  if (compareExact(reference, '0') === 0) return noRatio(`${noun} is 0, so no ratio can be computed.`);
  if (compareExact(reference, '0') < 0) return noRatio(`${noun} is negative, so no ratio can be computed.`);
  if (compareExact(value, '0') < 0) return noRatio('The figure is negative, so no ratio can be computed.');
  const ratio = divideExact(value, reference) ?? '0';
  const exactRatio = { low: ratio, high: ratio };
  return { ratio: roundExact(ratio), exactRatio, reason: null, explanation: null };
}
