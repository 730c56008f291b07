export { type FieldValue, type Proposal, proposal, refuseProposalValues } from './proposal.ts';
export { type ProposalStatus, proposalLife, proposalStatuses } from './proposal-life-cycle.ts';
export { issuesOfChanges, type JsonValue, parseChanges, parseJson, referencedIds } from './proposed-changes.ts';
