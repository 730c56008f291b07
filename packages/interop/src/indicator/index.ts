export * from './cids-facts.ts';
export * from './cids-indicator.ts';
export * from './cids-unit.ts';
