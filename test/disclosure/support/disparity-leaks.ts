import type { SeenDisparities } from './gateway-disparities.ts';
import type { SeenFigure } from './gateway-reader.ts';
import { figureKey, own, period } from './gateway-scenario.ts';
import type { PlayedScenario } from './gateway-world.ts';
import type { UnknownNumbers } from './unknown-numbers.ts';

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
  const shown = (code: string | null) => figures.find((each) => each.categories[0]?.code === code)?.value ?? null;
  const published = categories.flatMap(({ category: { code } }) => shown(code) ?? []);
  const reference = {
    BEST: () => published.toSorted((one, other) => Number(other) - Number(one))[0] ?? null,
    TOTAL: () => ofUnit.find((each) => each.categories.length === 0)?.value ?? null,
    CATEGORY: () => shown(referenceCategory),
  }[kind]();
  const suppressed = figures.filter(({ reason }) => reason === 'SUPPRESSED').length;
  const name = `the disparities of ${dimension} to ${kind} over ${seen.over.join(' and ')}`;
  const isOther = seen.publishedCategories !== published.length || seen.suppressedCategories !== suppressed;
  const isOtherReference = !isSame(seen.reference?.value ?? null, reference === null ? null : Number(reference));
  return [
    ...(isOther ? [`${name} count other categories: ${JSON.stringify(seen)}`] : []),
    ...(isOtherReference ? [`${name} are compared with ${seen.reference?.value}, not ${reference}`] : []),
    ...categories.flatMap((each) => {
      const value = shown(each.category.code);
      const isKnown = value !== null && reference !== null;
      const hasRatio = isKnown && Number(reference) > 0 && Number(value) >= 0;
      const follows =
        each.figure.value === value &&
        isSame(each.difference, isKnown ? Number(value) - Number(reference) : null) &&
        isSame(each.ratio, hasRatio ? Number(value) / Number(reference) : null) &&
        (isKnown || each.position === null);
      return follows ? [] : [`${name} do not follow from ${value} and ${reference}: ${JSON.stringify(each)}`];
    }),
  ];
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
