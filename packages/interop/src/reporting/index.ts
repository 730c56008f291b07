export { cidsObservation, factsOf, readReport } from './cids-report.ts';
export { csvSource } from './csv/csv-source.ts';
export { type Mapping, parseMapping } from './csv/mapping.ts';
