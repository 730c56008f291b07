export * from './expired-keys.ts';
export * from './forget-outcomes.ts';
export * from './idempotency.entity.ts';
export * from './rate-budget.entity.ts';
export * from './rate-budget.ts';
export * from './remember-outcome.ts';
export * from './visibility.ts';
