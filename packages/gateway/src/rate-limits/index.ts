export * from './caller-address.ts';
export * from './rate-limits.ts';
