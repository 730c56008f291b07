export * from './ecosystem.ts';
export * from './engagement.ts';
export * from './organization.ts';
export * from './phase.ts';
export * from './records.ts';
export * from './sector-coverage.ts';
export * from './stakeholder-group.ts';
