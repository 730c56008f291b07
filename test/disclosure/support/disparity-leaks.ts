import type { SeenDisparities, SeenInterval } from './gateway-disparities.ts';
import type { SeenFigure } from './gateway-reader.ts';
import type { PlayedScenario } from './gateway-world.ts';
import { figureKey, own, period } from './scenario/gateway-scenario.ts';
import type { UnknownNumbers } from './view/unknown-numbers.ts';

/** Numbers of disparities that do not follow from the roll-ups which the public can read. */
export function leaksOfDisparities(seen: SeenDisparities, rollUps: readonly SeenFigure[]): string[] {
  const { dimension, kind, referenceCategory, categories } = seen;
  const ofUnit = rollUps.filter(
    ({ period, over, organization, place }) =>
      period === seen.period &&
      over.join() === seen.over.join() &&
      organization?.id === seen.organization?.id &&
      place?.code === seen.place?.code,
  );
  const figures = ofUnit.filter(
    (each) => each.categories.length === 1 && each.categories[0]?.dimension.code === dimension,
  );
  const find = (code: string | null) => figures.find((each) => each.categories[0]?.code === code);
  const published = categories.flatMap(({ category: { code } }) => {
    const figure = find(code);
    return figure && figure.value !== null ? figure : [];
  });
  const withEnds = (each: SeenFigure | undefined) => {
    if (!each || (each.value ?? each.interval) === null || each.reason === 'SUPPRESSED') return null;
    const exact = exactValueOf(each);
    return exact === null ? each.interval : { low: String(exact), high: String(exact) };
  };
  const reference = {
    BEST: () => published.toSorted((one, other) => (exactValueOf(other) ?? 0) - (exactValueOf(one) ?? 0))[0],
    TOTAL: () => ofUnit.find((each) => each.categories.length === 0),
    CATEGORY: () => find(referenceCategory),
  }[kind]();
  const to = exactValueOf(reference);
  const suppressed = figures.filter(({ reason }) => reason === 'SUPPRESSED').length;
  const name = `the disparities of ${dimension} to ${kind} over ${seen.over.join(' and ')}`;
  const isOther = seen.publishedCategories !== published.length || seen.suppressedCategories !== suppressed;
  const isOtherReference = (seen.reference?.value ?? null) !== (reference?.value ?? null);
  return [
    ...(isOther ? [`${name} count other categories: ${JSON.stringify(seen)}`] : []),
    ...(isOtherReference ? [`${name} are compared with ${seen.reference?.value}, not ${reference?.value}`] : []),
    ...categories.flatMap((each) => {
      const figure = find(each.category.code);
      const of = exactValueOf(figure);
      const isKnown = of !== null && to !== null;
      const ends = { of: withEnds(figure), to: withEnds(reference) };
      const follows =
        each.figure.value === (figure?.value ?? null) &&
        isSame(each.difference, isKnown ? of - to : null) &&
        isSame(each.ratio, isKnown && to > 0 && of >= 0 ? of / to : null) &&
        (isKnown || each.interval !== null || each.position === null) &&
        followsFrom(each.interval, { ...ends, isExact: isKnown });
      return follows ? [] : [`${name} do not follow from ${JSON.stringify(ends)}: ${JSON.stringify(each)}`];
    }),
  ];
}

/** The value of a figure before it is rounded: its numerator divided by its denominator, in percent for a ratio. */
function exactValueOf(figure: SeenFigure | undefined): number | null {
  if (!figure || figure.value === null) return null;
  const [value, quotient] = [Number(figure.value), Number(figure.numerator) / Number(figure.denominator)];
  if (figure.numerator === null || figure.denominator === null || !Number.isFinite(quotient)) return value;
  return Math.abs(quotient - value) < Math.abs(100 * quotient - value) ? quotient : 100 * quotient;
}

/** Whether the bounds of a disparity follow from the bounds of the two figures that are shown. None may be shown of a suppressed one. */
function followsFrom(
  interval: SeenDisparities['categories'][number]['interval'],
  { of, to, isExact }: { of: SeenInterval | null; to: SeenInterval | null; isExact: boolean },
): boolean {
  if (interval === null) return true;
  if (isExact || !of || !to) return false;
  const minus = (one: string | null, other: string | null) =>
    one === null || other === null ? null : Number(one) - Number(other);
  const { difference } = interval;
  const isDifference =
    difference === null ||
    (isWithin(difference.low, minus(of.low, to.high)) && isWithin(difference.high, minus(of.high, to.low)));
  const { ratio } = interval;
  const least = to.high === null ? 0 : Number(of.low) / Number(to.high);
  const most = of.high === null ? null : Number(of.high) / Number(to.low);
  const isRatio =
    ratio === null ||
    (isWithin(ratio.low, least, Number(to.high ?? Infinity)) && isWithin(ratio.high, most, Number(to.low)));
  return isDifference && isRatio;
}

/**
 * Whether an end of a difference, or of a ratio to `divisor`, is the expected one. It is rounded outward to 6 decimal places, and so are
 * the two ends that are shown, but not those of which it is computed: it can be narrower than theirs by what rounding added to them.
 */
function isWithin(returned: string | null, expected: number | null, divisor = Infinity): boolean {
  if (returned === null || expected === null) return returned === expected;
  const ofShownEnds = (1e-6 * (1 + Math.abs(expected))) / divisor;
  return Math.abs(Number(returned) - expected) <= 1.01e-6 + ofShownEnds + 1e-12 * Math.abs(expected);
}

function isSame(returned: string | null, expected: number | null): boolean {
  if (returned === null || expected === null) return returned === expected;
  return Math.abs(Number(returned) - expected) <= 5.1e-7 + 1e-12 * Math.abs(expected);
}

/**
 * Relates the numbers of two cells by their difference where one of them is suppressed. Nothing is related where disparities are
 * computed from shown figures alone.
 */
export function relateDisparities(numbers: UnknownNumbers, { scenario, seen, known, nameOf }: PlayedScenario): void {
  if (scenario.kind !== 'COUNT') return;
  for (const { disparities, releases } of seen) {
    const at = releases.length - 1;
    const rows = known[at]?.rows;
    if (!rows) continue;
    for (const each of disparities.filter((those) => those.period === period)) {
      const { over, organization, dimension, kind, referenceCategory, categories } = each;
      const name = organization && nameOf.get(organization.id);
      const since = name ? rows.get(name)?.since : undefined;
      const isTogether = over.length === 2 && !rows.has(own);
      const row = over.join() === 'PLACES' && since !== undefined ? `${name}@${since}` : isTogether && `together@${at}`;
      if (row === false || kind === 'BEST') continue;
      const other = numbers.find(row, kind === 'TOTAL' ? '' : figureKey(dimension, referenceCategory ?? ''), 0);
      for (const { category, difference } of categories) {
        const one = numbers.find(row, figureKey(dimension, category.code), 0);
        if (difference === null || one === undefined || other === undefined || one === other) continue;
        const [truth = 0, reference = 0] = [one, other].map((each) => numbers.list[each]?.truth);
        const isShown = [one, other].every((each) => numbers.list[each]?.shown != null);
        if (isShown || truth - reference !== Number(difference)) continue;
        const sum = [[one, 1] as const, [other, -1] as const];
        numbers.relateShown(sum, { least: Number(difference), most: Number(difference) });
      }
    }
  }
}
