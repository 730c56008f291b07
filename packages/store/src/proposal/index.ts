export * from './changeable-records.ts';
export * from './proposal.entity.ts';
export * from './proposal-decision.ts';
export * from './proposal-reader.ts';
export { createProposal, proposalDefinition } from './proposal-writer.ts';
