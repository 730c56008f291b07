import { countsPeople, figureStatuses } from '../../indicator/index.ts';
import { numeratorRange } from '../../indicator/internal.ts';
import { compareDecimals } from '../../shared/numbers/decimal.ts';
import type { DecisionRules } from './linked/decision-rules.ts';

import type { ReportedRow } from './rows.ts';

/**
 * The rules by which the people in the cells of a release are counted. A mean of scores that are 0 or 1 is counted like
 * a ratio, because it discloses how many people have a 1. Scores are 0 or 1 if the scale is. Without a known scale, they
 * are if every reported mean can be one of such scores.
 */
export function countingRules(rules: DecisionRules, reported: readonly ReportedRow[]): DecisionRules {
  const { version, scale } = rules;
  if (version.kind !== 'MEAN') return { ...rules, scale: null };
  if (!isBinary(rules, reported)) return { ...rules, scale };
  const countingUnit = version.countingUnit === 'PEOPLE_UNDUPLICATED' ? version.countingUnit : 'PEOPLE';
  const counted = {
    ...version,
    kind: 'RATIO',
    countingUnit,
    multiplier: '1',
    denominatorOverCategories: 'SPLIT',
  } as const;
  return { ...rules, version: counted, scale: null };
}

function isBinary({ version, scale }: DecisionRules, reported: readonly ReportedRow[]): boolean {
  const figures = reported.flatMap(({ cells }) => cells.filter(({ status }) => figureStatuses.includes(status)));
  // A denominator that does not count people is not a number of scores of people.
  if (!countsPeople(version) && figures.some(({ denominator }) => denominator !== null)) return false;
  if (scale !== null) return scale.lowest === '0' && scale.highest === '1';
  return (
    figures.some(({ base, denominator }) => base !== null || denominator !== null) &&
    figures.every(({ value, numerator, denominator, base }) => {
      const people = denominator ?? (base === null ? null : String(base));
      if (people === null)
        return value !== null && compareDecimals(value, '0') >= 0 && compareDecimals(value, '1') <= 0;
      if (numerator !== null) return /^\d+$/.test(numerator) && compareDecimals(numerator, people) <= 0;
      return value !== null && numeratorRange({ value, base: Number(people), multiplier: '1' }) !== null;
    })
  );
}
