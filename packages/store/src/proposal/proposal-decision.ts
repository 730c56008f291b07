import { accepted, encodeTypeId, ForbiddenError, type Issue, type Outcome, refused } from '@collective-impact/sdk';
import { type ProposalStatus, parseChanges, proposalLife, refuseProposalValues } from '@collective-impact/sdk/proposal';
import { sql } from 'kysely';
import type { Stored } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { isUnrestricted } from '../shared/visibility.ts';
import { authorizeChange, updateRecord } from '../shared/writing/record-writing.ts';
import type { ProposalEntity } from './proposal.entity.ts';
import { principalOf, proposalDefinition } from './proposal-writer.ts';
import { lockProposedRecord, type ProposedRecord, recordIdOf } from './proposed-record.ts';
import { fieldsChangedSince } from './record-values.ts';

type StoredProposal = Stored<typeof ProposalEntity>;

/** Carries out a proposal: the same as an update of the record by the viewer. Rejected if the proposed fields changed meanwhile. */
export const acceptProposal: TransitionOf<typeof proposalDefinition> = transition(proposalDefinition, {
  name: 'acceptProposal',
  rule: async (unit, { record: proposal }) => {
    const target = await lockForDecision(unit, proposal);
    if (!target.ok) return target;
    const next = proposalLife.transition(proposal, 'accept');
    if (!next.ok) return next;
    const conflicts = judgeConflicts(proposal, target.value);
    if (conflicts.length > 0) return refused(...conflicts);
    const changes = parseChanges(proposal.changes);
    if (!changes.ok) {
      const message = 'The values of this proposal were erased. Refuse it.';
      return refused({ code: 'INVALID', path: ['id'], message });
    }
    const { definition, record } = target.value;
    const values = { ...changes.value, id: recordIdOf(proposal), expectedVersion: record.version };
    await unit.rows(sql`select set_config('ci.reason', ${reasonOf(proposal)}, true)`);
    const updated = await updateRecord(unit, { definition, values });
    await unit.rows(sql`select set_config('ci.reason', '', true)`);
    if (!updated.ok) return refused(...updated.issues.map((issue) => ({ ...issue, path: ['id'] })));
    return accepted(decision(unit, { ...next.value, decisionReason: null }));
  },
});

/** Refuses a proposal with a reason, which the proposer can read. */
export const refuseProposal: TransitionOf<typeof proposalDefinition, typeof refuseProposalValues> = transition(
  proposalDefinition,
  {
    name: 'refuseProposal',
    values: refuseProposalValues,
    rule: async (unit, { record: proposal, values }) => {
      const target = await lockForDecision(unit, proposal);
      if (!target.ok) return target;
      const next = proposalLife.transition(proposal, 'refuse');
      return next.ok ? accepted(decision(unit, { ...next.value, decisionReason: values.reason })) : next;
    },
  },
);

/** Withdraws a proposal of the viewer. */
export const withdrawProposal: TransitionOf<typeof proposalDefinition> = transition(proposalDefinition, {
  name: 'withdrawProposal',
  rule: async (unit, { record: proposal }) => {
    const isProposer = proposal.proposerId !== null && proposal.proposerId === principalOf(unit);
    if (!isProposer && !isUnrestricted(unit.viewer)) {
      throw new ForbiddenError('Only the proposer can withdraw a proposal. To decline it, use refuseProposal.');
    }
    const next = proposalLife.transition(proposal, 'withdraw');
    return next.ok ? accepted(decision(unit, { ...next.value, decisionReason: null })) : next;
  },
});

/** Locks the record of a proposal. Throws a `ForbiddenError` unless the viewer may change it. */
async function lockForDecision(unit: UnitOfWork, proposal: StoredProposal): Promise<Outcome<ProposedRecord>> {
  const locked = await lockProposedRecord(unit, { id: recordIdOf(proposal), path: ['id'] });
  if (locked.ok) {
    const { definition, record } = locked.value;
    await authorizeChange(unit, { definition, before: record, after: record });
  }
  return locked;
}

function judgeConflicts(proposal: StoredProposal, { definition, record }: ProposedRecord): Issue[] {
  const { basis, recordVersion } = proposal;
  return fieldsChangedSince(definition, { record, basis, recordVersion }).map((field) => ({
    code: 'VERSION_CONFLICT',
    path: ['id'],
    message: `\`${field}\` of the record changed after this proposal was made. Refuse the proposal, or change the record yourself.`,
    currentVersion: record.version,
  }));
}

/** The reason in the audit log of the record, which names the proposer. The actor is who accepts. */
function reasonOf({ id, proposerId }: StoredProposal): string {
  const by = proposerId === null ? 'a local program' : encodeTypeId('principal', proposerId);
  return `Accepted ${encodeTypeId('proposal', id)} of ${by}.`;
}

function decision(unit: UnitOfWork, made: { status: ProposalStatus; decisionReason: string | null }) {
  return { ...made, decidedById: principalOf(unit), decidedAt: unit.now.toISOString() };
}
