import {
  type AnyRecordType,
  accepted,
  decodeTypeId,
  ForbiddenError,
  type Issue,
  isBackboneOf,
  knownWords,
  type Outcome,
  refused,
  typeIdPrefix,
} from '@collective-impact/sdk';
import type { ErasureValues } from '@collective-impact/sdk/access';
import type { ChangeTables } from '../../change/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { absentIssue } from '../../shared/writing/absent-issue.ts';
import { findReferenced } from '../../shared/writing/references.ts';
import { fieldsToErase } from './erasable-columns.ts';
import { planPrincipals } from './erased-principals.ts';
import { proposalsAbout } from './erased-proposals.ts';
import { type ErasedRecord, typesByPrefix } from './erased-record.ts';

/** What a command erases. */
export interface ErasurePlan {
  readonly records: readonly ErasedRecord[];
  /** UUIDs of principals. */
  readonly principals: readonly string[];
}

/**
 * Decides what a command erases. The issues concern ids that the viewer does not see, fields that cannot be erased, and principals
 * that are in use. Throws a `ForbiddenError` for records that the viewer sees without being a BACKBONE of their ecosystem.
 */
export async function planErasure(unit: UnitOfWork, values: ErasureValues): Promise<Outcome<ErasurePlan>> {
  if (values.records.length === 0 && values.principalIds.length === 0) return refused(nothingNamed);
  const chosenRecords = values.records.map(({ id, fields }, at) => ({ ...identified(id), fields, at }));
  const ecosystems = await ecosystemsOf(
    unit,
    chosenRecords.flatMap(({ uuid }) => uuid ?? []),
  );
  await requireBackbone(unit, { named: chosenRecords, ecosystems });
  const issues: Issue[] = [];
  const records: ErasedRecord[] = [];
  for (const { id, type, uuid, fields, at } of chosenRecords) {
    const path = ['records', String(at)];
    const found = ecosystems.get(uuid ?? '');
    if (!type || uuid === undefined || found?.type !== type.prefix || !isBackboneOf(unit.viewer, found.ecosystemId)) {
      issues.push(absentIssue({ noun: 'record', id, path: [...path, 'id'] }));
      continue;
    }
    const chosen = fields ?? [...type.personal];
    issues.push(...judgeFields(type, { fields: chosen, path }));
    records.push({ type, id: uuid, fields: chosen });
  }
  const principals = await planPrincipals(unit, values.principalIds);
  if (!principals.ok) issues.push(...principals.issues);
  if (issues.length > 0 || !principals.ok) return refused(...issues);
  const named = merged([...records, ...principals.value.records]);
  const proposals = await proposalsAbout(unit, named);
  return accepted({ records: merged([...named, ...proposals]), principals: principals.value.ids });
}

const nothingNamed: Issue = { code: 'REQUIRED', path: ['records'], message: 'Name at least one record or principal.' };

/** The issues of what a command names that need no record: nothing is named, or the id of no record. */
export function judgeNamed(values: object): Issue[] {
  const listOf = (field: string): readonly unknown[] => {
    const list: unknown = Reflect.get(values, field) ?? [];
    return Array.isArray(list) ? list : [null];
  };
  const records = listOf('records');
  if (records.length + listOf('principalIds').length === 0) return [nothingNamed];
  return records.flatMap((record, at) => {
    const id: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, 'id') : undefined;
    if (typeof id !== 'string' || id.length > 200 || identified(id).uuid !== undefined) return [];
    return [absentIssue({ noun: 'record', id, path: ['records', String(at), 'id'] })];
  });
}

/** Each record once, with all fields that were named for it. */
function merged(records: readonly ErasedRecord[]): ErasedRecord[] {
  return [...Map.groupBy(records, ({ id }) => id).values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, fields: [...new Set(same.flatMap(({ fields }) => fields))] }] : [];
  });
}

function identified(id: string): { id: string; type: AnyRecordType | undefined; uuid: string | undefined } {
  const prefix = typeIdPrefix(id) ?? '';
  const type = typesByPrefix.get(prefix);
  return { id, type, uuid: type && decodeTypeId(prefix, id) };
}

/** The ecosystems of records, also of deleted ones: the change feed remembers them. */
async function ecosystemsOf(unit: UnitOfWork, ids: readonly string[]) {
  const changes = unit.tables<ChangeTables>().selectFrom('change').where('record_id', '=', anyOf(ids));
  const rows = await unit.rows(
    changes.select(['record_id as id', 'record_type as type', 'ecosystem_id as ecosystemId']),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function requireBackbone(
  unit: UnitOfWork,
  {
    named,
    ecosystems,
  }: {
    named: readonly { id: string; type: AnyRecordType | undefined; uuid: string | undefined }[];
    ecosystems: ReadonlyMap<string, { ecosystemId: string }>;
  },
): Promise<void> {
  // Includes records that do not exist, so that the response time does not show whether a hidden record exists.
  const others = named.filter(({ uuid }) => {
    const found = ecosystems.get(uuid ?? '');
    return found === undefined || !isBackboneOf(unit.viewer, found.ecosystemId);
  });
  const seen = await findReferenced(
    unit,
    others.flatMap(({ type, uuid }) => (type && uuid ? [{ path: [], table: type.prefix, uuid, crossing: true }] : [])),
  );
  if (seen.size > 0) {
    throw new ForbiddenError(
      'Erasing personal data requires the role BACKBONE in the ecosystem of each record. Ask the backbone organization.',
    );
  }
}

function judgeFields(type: AnyRecordType, { fields, path }: { fields: readonly string[]; path: string[] }): Issue[] {
  const known = fieldsToErase(type);
  if (fields.length === 0) {
    const texts = known.length === 0 ? '' : ` Name its fields with free text in \`fields\`: ${known.join(', ')}.`;
    const message = `${type.name} has no personal fields.${texts}`;
    return [{ code: 'REQUIRED', path: [...path, 'fields'], message }];
  }
  return fields.flatMap((field, at): Issue[] => {
    if (known.includes(field)) return [];
    const message = `"${field}" of ${type.name} cannot be erased.${knownWords(field, known)}`;
    return [{ code: 'INVALID', path: [...path, 'fields', String(at)], message }];
  });
}
