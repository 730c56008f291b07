import { type Scenario, scores } from './gateway-scenario.ts';

const kinds = {
  COUNT: 'COUNT',
  ASKED: 'COUNT',
  RATIO: 'RATIO',
  SHARED: 'RATIO',
  SHARE: 'RATIO',
  PERCENT: 'RATIO',
  BINARY: 'MEAN',
  MEAN: 'MEAN',
  RATED: 'MEAN',
  WEIGHTED: 'MEAN',
  AMOUNT: 'AMOUNT',
} as const;

const ways = { COUNT: 'SUM', AMOUNT: 'SUM', RATIO: 'RATIO', MEAN: 'WEIGHTED_MEAN' } as const;

/** The scale of the scores of a scenario. Null if no rule states a scale. */
export function scaleOf({ kind }: Pick<Scenario, 'kind'>): { lowest: string; highest: string } | null {
  return kind === 'RATED' ? { lowest: String(scores.lowest), highest: String(scores.highest) } : null;
}

/** The fields of the indicator version that determine how the figures of a scenario are counted and aggregated. */
export function versionOf({ kind: scenarioKind, countingUnit: people }: Pick<Scenario, 'kind' | 'countingUnit'>) {
  const kind = kinds[scenarioKind];
  const countingUnit = kind === 'AMOUNT' ? ('OTHER' as const) : people;
  const way = countingUnit === 'PEOPLE_UNDUPLICATED' ? ('NONE' as const) : ways[kind];
  const isShared = scenarioKind === 'SHARED';
  return {
    kind,
    countingUnit,
    multiplier: kind === 'RATIO' ? '100' : '1',
    aggregationAcrossOrganizations: way,
    aggregationOverTime: way,
    denominatorOverCategories: kind === 'RATIO' ? (isShared ? ('SHARED' as const) : ('SPLIT' as const)) : null,
  };
}

/** The crossing of both dimensions, where a version can declare it. */
export function crossingsOf(scenario: Pick<Scenario, 'kind' | 'countingUnit' | 'dimensions'>) {
  const { kind, aggregationAcrossOrganizations: way, denominatorOverCategories } = versionOf(scenario);
  const [first, second] = scenario.dimensions;
  const canCross =
    scenario.dimensions.every(({ exclusive }) => exclusive) &&
    kind !== 'MEAN' &&
    way !== 'NONE' &&
    denominatorOverCategories !== 'SHARED';
  return first && second && canCross ? [{ firstDimension: first.code, secondDimension: second.code }] : [];
}
