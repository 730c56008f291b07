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
export function versionOf({ kind: scenarioKind, counts: people }: Pick<Scenario, 'kind' | 'counts'>) {
  const kind = kinds[scenarioKind];
  const counts = kind === 'AMOUNT' ? ('OTHER' as const) : people;
  const way = counts === 'PEOPLE_UNDUPLICATED' ? ('NONE' as const) : ways[kind];
  const isShared = scenarioKind === 'SHARED';
  return {
    kind,
    counts,
    multiplier: kind === 'RATIO' ? '100' : '1',
    overOrganizations: way,
    overTime: way,
    denominatorOverCategories: kind === 'RATIO' ? (isShared ? ('SHARED' as const) : ('SPLIT' as const)) : null,
  };
}
