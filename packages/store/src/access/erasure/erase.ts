import { accepted, encodeTypeId, newUuid, type Outcome, parseCommand, refused } from '@collective-impact/sdk';
import { erasureValues, type ListedErasure } from '@collective-impact/sdk/access';
import { type RawBuilder, sql } from 'kysely';
import type { Command, Writer } from '../../shared/writer.ts';
import { columnsToErase, isWholeRecord, reasonsOfCorrections, reasonsOfVoidings } from './erasable-columns.ts';
import { idOf } from './erased-record.ts';
import type { ErasureList } from './erasure-list.ts';
import { type ErasurePlan, judgeNamed, planErasure } from './erasure-plan.ts';

/** An erased record or principal, with the fields that were erased. */
export interface Erased {
  /** TypeID of a record or principal. */
  readonly id: string;
  readonly fields: readonly string[];
}

/**
 * Erases personal data permanently: in records, the audit log, outcomes of idempotent commands, and imports that are being staged. A record
 * that has nothing else is deleted; all others remain, and followers of the change feed receive them without the data. The erasure is
 * in the list before it is in the database, so that a crash in between loses no erasure.
 *
 * With `dryRun`, returns what would be erased. Throws a `SetupError` if the list cannot be written.
 */
export function erasePersonalData(
  writer: Writer,
  { command, list, dryRun = false }: { command: Command; list: ErasureList; dryRun?: boolean },
): Promise<Outcome<readonly Erased[]>> {
  // The same for all attempts of the transaction, so that the list has one erasure.
  const id = newUuid();
  return writer.run<readonly Erased[]>({
    name: 'erasePersonalData',
    command,
    work: async (unit, values) => {
      const parsed = parseCommand(erasureValues, values);
      if (!parsed.ok) return refused(...parsed.issues, ...judgeNamed(values));
      const plan = await planErasure(unit, parsed.value);
      if (!plan.ok) return plan;
      const { records, principals } = plan.value;
      const erased = [
        ...records.map((record) => ({ id: idOf(record), fields: record.fields })),
        ...principals.map((principal) => ({ id: encodeTypeId('principal', principal), fields: ['name'] })),
      ];
      if (dryRun) return accepted(erased);
      const at = unit.now.toISOString();
      const [done] = await unit.rows(erasure({ plan: plan.value, id, details: { reason: parsed.value.reason } }));
      if (done?.isNamed !== false) {
        const message =
          '`reason` contains a text that this command erases. The reason stays readable. Remove personal data from it.';
        return refused({ code: 'INVALID', path: ['reason'], message });
      }
      await list.append(listed({ id, at, erased }));
      return accepted(erased);
    },
  });
}

function listed({ id, at, erased }: { id: string; at: string; erased: readonly Erased[] }): ListedErasure {
  const isPrincipal = (each: Erased) => each.id.startsWith('principal_');
  return {
    id,
    at,
    records: erased.filter((each) => !isPrincipal(each)).map((each) => ({ id: each.id, fields: [...each.fields] })),
    principalIds: erased.filter(isPrincipal).map((each) => each.id),
  };
}

/** The statement that erases. It needs `ci.actor`, and obeys `ci.ecosystems`. It returns whether the reason contains erased text. */
export function erasure({
  plan,
  id,
  details,
}: {
  plan: ErasurePlan;
  id: string;
  details: { reason: string | null; erasedAt?: string };
}): RawBuilder<{ isNamed: boolean }> {
  const subjects = plan.records.map((record) => {
    const { type, fields } = record;
    const whole = isWholeRecord(type, fields);
    return {
      table: type.prefix,
      id: record.id,
      typeId: encodeTypeId(type.prefix, record.id),
      names: fields,
      whole,
      // The audit log of a deleted record contains its source, which can name a person as well.
      fields: columnsToErase(type, whole ? [...fields, 'sourceUri'] : fields),
      corrections: fields.includes(reasonsOfCorrections),
      voidings: fields.includes(reasonsOfVoidings),
    };
  });
  const principals = plan.principals.map((each) => ({ id: each, actor: encodeTypeId('principal', each) }));
  return sql<{
    isNamed: boolean;
  }>`select erase_personal_data(${JSON.stringify(subjects)}::jsonb, ${JSON.stringify(principals)}::jsonb,
    ${JSON.stringify({ id, ...details })}::jsonb) as "isNamed"`;
}
