import type { EntityManager, InferEntity } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { Activity, GoalContribution, Indicator, Organization, Release, ReleasedCell } from './yoga-entities.ts';

/** The data loaders of a request. */
export function createLoaders(em: EntityManager) {
  return {
    organization: byId(async (ids) => em.find(Organization, { id: { $in: ids } })),
    activity: byId(async (ids) => em.find(Activity, { id: { $in: ids } })),
    contributions: ofParent(
      async (ids) => em.find(GoalContribution, { goal: { $in: ids } }, { orderBy: { id: 'asc' } }),
      (contribution) => [contribution.goal.id],
    ),
    indicators: ofParent(
      async (ids) => em.find(Indicator, { goalIds: { $overlap: ids } }, { orderBy: { code: 'asc', id: 'asc' } }),
      ({ goalIds }) => goalIds,
    ),
    releases: ofParent(
      async (ids) =>
        em.find(
          Release,
          { indicatorVersion: { indicator: { $in: ids } }, replacedAt: null },
          { orderBy: { periodStart: 'asc', id: 'asc' }, populate: ['indicatorVersion'] },
        ),
      ({ indicatorVersion }) => [indicatorVersion.indicator.id],
    ),
    /** The first cells of a release. A release has hundreds, so that one statement per release reads less than one for all. */
    cells: (release: string, first: number): Promise<InferEntity<typeof ReleasedCell>[]> =>
      em.find(ReleasedCell, { release }, { orderBy: { ordinal: 'asc' }, limit: first }),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

function byId<Row extends { id: string }>(find: (ids: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row | null>(async (ids) => {
    const rows = new Map((await find(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

function ofParent<Row>(find: (ids: readonly string[]) => Promise<Row[]>, parentsOf: (row: Row) => readonly string[]) {
  return new DataLoader<string, Row[]>(async (ids) => {
    const rows = new Map<string, Row[]>(ids.map((id) => [id, []]));
    for (const row of await find(ids)) for (const parent of parentsOf(row)) rows.get(parent)?.push(row);
    return ids.map((id) => rows.get(id) ?? []);
  });
}
