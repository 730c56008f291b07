export * from './frequency.ts';
export * from './period.ts';
export * from './period-field.ts';
export * from './period-form.ts';
export * from './period-relation.ts';
