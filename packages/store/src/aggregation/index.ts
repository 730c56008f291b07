export * from './aggregation-readers.ts';
export * from './categorized-versions.ts';
export * from './roll-up/included-reporter-reader.ts';
export * from './roll-up/missing-reporter-reader.ts';
export * from './roll-up/roll-up-arguments.ts';
export * from './roll-up/roll-up-reader.ts';
export * from './series-reader.ts';
export * from './target-reader.ts';
