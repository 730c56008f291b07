export * from './attack.ts';
export * from './attack-each.fixture.ts';
export * from './minimum-suppression.ts';
export * from './random.ts';
export * from './random-set.ts';
export * from './solver.ts';
