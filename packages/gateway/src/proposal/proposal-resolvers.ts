import { encodeTypeId, recordTypes } from '@collective-impact/sdk';
import {
  acceptProposal,
  createProposal,
  proposalDefinition,
  refuseProposal,
  withdrawProposal,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { command, transition } from '../shared/mutation.ts';
import { idOfAnyRecord, nodeById } from '../shared/node.ts';

/** Resolvers of proposals to change records. */
export const proposalResolvers: Resolvers = {
  Ecosystem: {
    proposals: async ({ id }, { status = null, recordId, ...page }, { read }) => {
      const filter = { status, recordId: recordId == null ? null : idOfAnyRecord(recordId).uuid };
      return new Connection(await read.proposal.proposals(id, { page, filter }));
    },
  },
  Viewer: {
    proposals: async (_viewer, { status = null, ...page }, { read }) =>
      new Connection(await read.proposal.proposals(null, { page, filter: { status, recordId: null } })),
  },
  Proposal: {
    recordType: ({ recordType }) => nameOf(recordType),
    recordId: ({ recordType, recordId }) => encodeTypeId(recordType, recordId),
    record: ({ recordType, recordId }, _args, context) => nodeById(context, encodeTypeId(recordType, recordId)),
    changes: (proposal, _args, { read }) =>
      read.proposal.changes(proposal, async (prefix, id) => (await read.record(prefix, id)) !== null),
    proposer: ({ proposerId }, _args, { read }) => (proposerId == null ? null : read.access.principal(proposerId)),
    decidedBy: ({ decidedById }, _args, { read }) => (decidedById == null ? null : read.access.principal(decidedById)),
  },
  Mutation: {
    createProposal: command(proposalDefinition, createProposal),
    acceptProposal: transition(acceptProposal),
    refuseProposal: transition(refuseProposal),
    withdrawProposal: transition(withdrawProposal),
  },
};

function nameOf(prefix: string): string {
  const type = recordTypes.find((each) => each.prefix === prefix);
  if (!type) throw new Error(`There is no record type ${prefix}.`);
  return type.name;
}
