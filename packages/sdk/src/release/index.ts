export { decideRelease, type ReleaseDecision, type ReleaseInput } from './decision/decide-release.ts';
export { leastCohort } from './decision/late-beside-stated.ts';
export {
  type DecidedCell,
  type DecidedRow,
  type ReleasedRow,
  type ReportedRow,
  type Reporting,
  rowKey,
  type SuppressionReason,
  suppressionReasons,
} from './decision/rows.ts';
export { dueRelease } from './due-release.ts';
export { type CellScope, cellScopes, type Release, type ReleasedCell, release } from './release.ts';
