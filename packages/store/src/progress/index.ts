export * from './progress-reader.ts';
