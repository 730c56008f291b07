export * from './decide-release.ts';
export type { PreviousRelease } from './previous-release.ts';
export type { ReleaseInput } from './release-context.ts';
export * from './rows.ts';
export { minimumCohort } from './strategies/decide-late-reports.ts';
export { addsOverOrganizations } from './totals/aggregate-cells.ts';
