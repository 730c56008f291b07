import type { Issue, Outcome } from '../shared/outcome.ts';
import { type Step, takeStep } from './life-cycle.ts';
import type { IndicatorVersionStatus } from './vocabulary.ts';

/**
 * The steps of an indicator version. A version can be adopted without having been discussed. An indicator has one adopted
 * version at most: to adopt another retires it, at the same moment. A retired one is no longer used, and its figures stay.
 *
 * @see STEM Learning Ecosystems, Strategy One: discuss and adopt shared measurements
 */
export const versionSteps = {
  discuss: { done: 'discussed', from: ['DRAFT'], to: 'DISCUSSED' },
  adopt: { done: 'adopted', from: ['DRAFT', 'DISCUSSED'], to: 'ADOPTED' },
  retire: { done: 'retired', from: ['ADOPTED'], to: 'RETIRED' },
} as const satisfies Record<string, Step<IndicatorVersionStatus>>;

/** What a version is that an indicator gets next: one higher than its latest, and a draft. */
export function draftVersion(latest: { number: number } | undefined): {
  number: number;
  status: IndicatorVersionStatus;
} {
  return { number: (latest?.number ?? 0) + 1, status: 'DRAFT' };
}

/** Takes a step of a version's life; `ILLEGAL_TRANSITION` where its state does not allow it. */
export function stepVersion(
  version: { status: IndicatorVersionStatus },
  step: keyof typeof versionSteps,
): Outcome<{ status: IndicatorVersionStatus }> {
  return takeStep<IndicatorVersionStatus>(version, { step: versionSteps[step], noun: 'indicator version' });
}

/** Whether the definition of a version, its dimensions included, can still change. */
export function isOpenToChange({ status }: { status: IndicatorVersionStatus }): boolean {
  return status === 'DRAFT' || status === 'DISCUSSED';
}

/** Who may see a record and where it came from are no part of what it defines, and can always change. */
export function isAside(field: string): boolean {
  return field === 'visibility' || field === 'sourceUri';
}

/** What is wrong with giving these fields of a version another value: an adopted definition never changes, `IMMUTABLE`. */
export function judgeVersionChange(version: { status: IndicatorVersionStatus }, fields: readonly string[]): Issue[] {
  if (isOpenToChange(version)) return [];
  return fields
    .filter((field) => !isAside(field))
    .map((field) => ({
      code: 'IMMUTABLE',
      path: [field],
      message: `an indicator version that is ${version.status} never changes: create a new version`,
    }));
}

/**
 * What is wrong with reporting figures of a period (its first day) for a version: it is `ILLEGAL_TRANSITION` unless the
 * version is adopted. A version that was retired for a later one still takes reports of periods that begin before the
 * later one holds (`replacedFrom`, its `effectiveFrom`): who reports late reports by the definition of that time. Where
 * nobody said from when the later one holds, there is no such period. A report that exists is changed and handed in
 * whatever became of its version.
 */
export function judgeReportable(
  { status, replacedFrom }: { status: IndicatorVersionStatus; replacedFrom: string | null },
  periodStart: string,
): Issue[] {
  const isOfItsTime = status === 'RETIRED' && replacedFrom !== null && periodStart < replacedFrom;
  if (status === 'ADOPTED' || isOfItsTime) return [];
  const until = replacedFrom === null ? '' : `, or for this one where the period begins before ${replacedFrom}`;
  const message = `this indicator version is ${status}: figures are reported for one that is ADOPTED${until}`;
  return [{ code: 'ILLEGAL_TRANSITION', path: ['indicatorVersionId'], message }];
}
