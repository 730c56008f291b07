export * from './cycle-commands.ts';
export * from './cycle-life-cycle.ts';
export * from './improvement-cycle.ts';
export * from './practice.ts';
export * from './practice-adoption.ts';
export * from './practice-spread.ts';
export * from './records.ts';
