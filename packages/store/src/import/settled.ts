import { type Outcome, SourceError, type SourceLocation } from '@collective-impact/sdk';

/** The record's UUID; what a rule refuses is the source's fault and names its place. */
export function settled(outcome: Outcome<string>, place: SourceLocation): string {
  if (outcome.ok) return outcome.value;
  const [issue] = outcome.issues;
  throw new SourceError({
    place,
    message: `${issue?.path.join('.')}: ${issue?.message}`,
    remedy: 'Correct the source, or the mapping, and import again.',
  });
}
