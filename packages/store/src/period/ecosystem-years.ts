import type { YearStarts } from '@collective-impact/sdk/period';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** When the years of an ecosystem begin: it never changes, since figures rest on it, so that nothing is locked. */
export async function yearsOf(unit: UnitOfWork, ecosystemId: string): Promise<YearStarts> {
  const [years] = await unit.rows<YearStarts>(
    sql`select "school_year_start" as "schoolYearStart", "fiscal_year_start" as "fiscalYearStart" from "ecosystem" where "id" = ${ecosystemId}::uuid`,
  );
  if (!years) throw new Error(`the ecosystem ${ecosystemId} was there a moment ago`);
  return years;
}
