import type { ReferenceFigure } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { categoryCodesOf } from './dimension/breakdown-condition.ts';
import type { IndicatorTables } from './entities.ts';

/** A baseline or target as rules read it, and its UUID. */
export type LoadedFigure = ReferenceFigure & { id: string };

/** All baselines or all targets of a version. Executes one statement. */
export function loadReferenceFigures(
  unit: UnitOfWork,
  wanted: { noun: 'baseline' | 'target'; indicatorVersionId: string },
): Promise<LoadedFigure[]> {
  return unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom(sql.table<IndicatorTables[typeof wanted.noun]>(wanted.noun).as('t'))
      .innerJoin('breakdown as b', 'b.id', 't.breakdown_id')
      .select(['t.id', 't.period', 't.value', 't.visibility', 't.disparity', categoryCodesOf('b').as('categories')])
      .where('t.indicator_version_id', '=', wanted.indicatorVersionId)
      .orderBy('t.period')
      .orderBy('t.id'),
  );
}
