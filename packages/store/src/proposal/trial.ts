import type { Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { updateRecord } from '../shared/writing/record-writing.ts';
import { RejectedCommand } from '../shared/writing/rejected-command.ts';

/**
 * Returns the issues that an update of a record would have, by all its rules and constraints. The update is carried out and undone, so
 * that no rule is written twice. References count as the viewer sees them. A viewer without the right to change the record gets no
 * issue that other records cause: a code in use would disclose a record that it does not see. Nothing of the records in memory
 * remains.
 */
export async function issuesOfTrial(
  unit: UnitOfWork,
  update: { definition: AnyRecordDefinition; values: object },
): Promise<Issue[]> {
  await unit.rows(sql`savepoint "trial"`);
  try {
    const outcome = await updateRecord(unit, { ...update, isTrial: true });
    return outcome.ok ? [] : outcome.issues;
  } catch (error) {
    if (!(error instanceof RejectedCommand)) throw error;
    return error.issues;
  } finally {
    await unit.rows(sql`rollback to savepoint "trial"`);
    unit.em.clear();
  }
}
