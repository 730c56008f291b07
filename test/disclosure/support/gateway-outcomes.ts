import type { Outcome } from '@collective-impact/sdk';

/** Whether a release is rejected only because too few reports are new. */
export function isOfSmallGroup(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.issues.every(({ code }) => code === 'SMALL_GROUP');
}

/** The issues of a rejected command, which no scenario expects. */
export function failure(outcome: Outcome<unknown>): Error {
  const issues = outcome.ok ? [] : outcome.issues;
  return new Error(issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`).join('; '));
}
