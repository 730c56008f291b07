import type { Scenario } from './gateway-scenario.ts';

const kinds = {
  COUNT: 'COUNT',
  ASKED: 'COUNT',
  RATIO: 'RATIO',
  SHARED: 'RATIO',
  SHARE: 'RATIO',
  MEAN: 'MEAN',
  WEIGHTED: 'MEAN',
  AMOUNT: 'AMOUNT',
} as const;

const ways = { COUNT: 'SUM', AMOUNT: 'SUM', RATIO: 'RATIO', MEAN: 'WEIGHTED_MEAN' } as const;

/** What decides how the figures of a scenario are counted and added up. */
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
