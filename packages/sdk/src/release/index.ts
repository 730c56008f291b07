export { decideRelease, type ReleaseDecision } from './decision/decide-release.ts';
export { publishedFigures } from './decision/decided-cells.ts';
export type { Scale } from './decision/linked/score-sums.ts';
export type { EarlierTotals } from './decision/previous-release.ts';
export type { ReleaseInput } from './decision/release-input.ts';
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
export { minimumCohort } from './decision/strategies/decide-late-reports.ts';
export { dueRelease } from './due-release.ts';
export { judgePublicationDay } from './publication-day.ts';
export { type CellScope, cellScopes, type Release, type ReleasedCell, release, releaseWithdrawal } from './release.ts';
