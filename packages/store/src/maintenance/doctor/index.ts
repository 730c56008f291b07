export { examine } from './examine.ts';
export type { Finding, FindingState } from './finding.ts';
