import { sql } from 'kysely';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { typeOfPrefix } from '../voiding/index.ts';
import type { ErasedRecord } from './erased-record.ts';

interface FoundProposal {
  id: string;
  recordId: string;
  changes: readonly { field: string }[];
}

/**
 * The proposals that contain values of fields that are erased, voided ones included. All values of such a proposal are erased, because
 * the text can be in several of its fields.
 */
export async function proposalsAbout(unit: UnitOfWork, records: readonly ErasedRecord[]): Promise<ErasedRecord[]> {
  if (records.length === 0) return [];
  const erased = new Map(records.map(({ id, fields }) => [id, new Set(fields.map((field) => field.split('.')[0]))]));
  const proposals = await unit.rows<FoundProposal>(
    sql`select "id", "record_id" as "recordId", "changes" from ${sql.table(withVoided('proposal'))} where "record_id" = any(${[...erased.keys()]}::uuid[]) order by "id"`,
  );
  const type = typeOfPrefix('proposal');
  return proposals
    .filter(({ recordId, changes }) => changes.some(({ field }) => erased.get(recordId)?.has(field)))
    .map(({ id }) => ({ type, id, fields: [...type.personal] }));
}
