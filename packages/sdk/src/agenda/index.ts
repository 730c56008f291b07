export * from './agenda-life-cycle.ts';
export * from './common-agenda.ts';
export * from './goal.ts';
export * from './records.ts';
