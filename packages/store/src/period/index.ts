export * from './ecosystem-years.ts';
export * from './period-window.ts';
