export * from './cids-period.ts';
export * from './period-form.ts';
