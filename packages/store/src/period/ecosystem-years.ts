import type { YearStarts } from '@collective-impact/sdk/period';
import type { EcosystemTables } from '../ecosystem/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** When the school and fiscal years of an ecosystem begin. It never changes, so that no row is locked. */
export async function yearsOf(unit: UnitOfWork, ecosystemId: string): Promise<YearStarts> {
  const [years] = await unit.rows(
    unit
      .tables<EcosystemTables>()
      .selectFrom('ecosystem')
      .select(['school_year_start as schoolYearStart', 'fiscal_year_start as fiscalYearStart'])
      .where('id', '=', ecosystemId),
  );
  if (!years) throw new Error(`There is no ecosystem ${ecosystemId}.`);
  return years;
}
