export * from './protect.ts';
