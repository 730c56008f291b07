import {
  type AnyRecordType,
  accepted,
  changesRecords,
  encodeTypeId,
  ForbiddenError,
  grantIn,
  type Issue,
  newUuid,
  type Outcome,
  parseCommand,
  refused,
} from '@collective-impact/sdk';
import {
  type FieldValue,
  issuesOfChanges,
  parseChanges,
  proposal,
  proposalLife,
} from '@collective-impact/sdk/proposal';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { isUnrestricted } from '../shared/visibility.ts';
import type { Command, Writer } from '../shared/writer.ts';
import { createRecord, withoutNulls } from '../shared/writing/record-writing.ts';
import { ProposalEntity } from './proposal.entity.ts';
import { lockProposedRecord } from './proposed-record.ts';
import { valuesOf } from './record-values.ts';
import { issuesOfTrial } from './trial.ts';

/** How proposals are stored. The commands that decide about a proposal check themselves who may do so. */
export const proposalDefinition: RecordDefinition<typeof proposal, typeof ProposalEntity> = {
  type: proposal,
  entity: ProposalEntity,
  life: proposalLife,
  authorize: async (unit, { ecosystemId, after }) => {
    if (after !== null) requireContributor(unit, ecosystemId);
  },
  onCreate: async (unit, { recordId, changes }) => {
    const parsed = parseChanges(changes);
    const locked = await lockProposedRecord(unit, { id: recordId, path: ['recordId'] });
    if (!locked.ok) return refused(...(parsed.ok ? [] : parsed.issues), ...locked.issues);
    const { definition, record } = locked.value;
    if (!parsed.ok) return refused(...parsed.issues, ...issuesOfOthers(definition.type, { recordId, changes }));
    const fields = changes.map(({ field }) => field);
    const basis = valuesOf(definition, { record, fields });
    const values = { ...parsed.value, id: recordId, expectedVersion: record.version };
    const issues = await issuesOfTrial(unit, { definition, values });
    if (issues.length > 0) return refused(...issuesOfChanges(issues, { type: definition.type, changes }));
    return accepted({
      recordId: record.id,
      recordType: definition.type.prefix,
      recordVersion: record.version,
      basis,
      proposerId: principalOf(unit),
      decidedById: null,
      decidedAt: null,
      decisionReason: null,
    });
  },
  constraints: {},
};

/** The issues of the changes that can be read, beside others that cannot. The rules of an update are not tried without those. */
function issuesOfOthers(
  type: AnyRecordType,
  { recordId, changes }: { recordId: string; changes: readonly FieldValue[] },
): Issue[] {
  const readable = parseChanges(changes.filter((change) => parseChanges([change]).ok));
  const values = readable.ok ? readable.value : {};
  const update = parseCommand(type.updateSchema, { ...values, id: recordId, expectedVersion: 1 });
  return update.ok ? [] : issuesOfChanges(update.issues, { type, changes });
}

/** Proposes a change of a record that the viewer sees. Returns the UUID of the proposal. */
export function createProposal(writer: Writer, command: Command): Promise<Outcome<string>> {
  return writer.run({
    name: 'createProposal',
    command,
    work: async (unit, values) => {
      const { recordId }: { recordId?: unknown } = values;
      const found = await lockProposedRecord(unit, { id: String(recordId), path: ['recordId'] });
      if (found.ok) {
        const ecosystemId = encodeTypeId('ecosystem', found.value.record.ecosystemId);
        return createRecord(unit, { definition: proposalDefinition, values: { ...values, ecosystemId } });
      }
      // The other faults of the command do not depend on the record.
      const complete = { ...withoutNulls(values), ecosystemId: encodeTypeId('ecosystem', newUuid()) };
      const parsed = parseCommand(proposal.createSchema, complete);
      const changes = parsed.ok ? parseChanges(parsed.value.changes) : parsed;
      return refused(...(changes.ok ? [] : changes.issues), ...found.issues);
    },
  });
}

/** The principal of the viewer, a UUID. Null if it is a local program. */
export function principalOf({ viewer }: UnitOfWork): string | null {
  return viewer.kind === 'PRINCIPAL' ? viewer.principal.id : null;
}

function requireContributor({ viewer }: UnitOfWork, ecosystemId: string): void {
  const grant = grantIn(viewer, ecosystemId);
  if (isUnrestricted(viewer) || (grant && changesRecords(grant.role))) return;
  const own = grant ? `Your role is ${grant.role}.` : 'You have no role in it.';
  throw new ForbiddenError(`Proposing a change requires the role CONTRIBUTOR in the ecosystem of the record. ${own}`);
}
