export * from './import-item.ts';
