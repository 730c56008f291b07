import { type Outcome, SourceError, type SourceLocation } from '@collective-impact/sdk';

/** The UUID of the record. A rejection is a fault of the source, and throws a `SourceError` with its place. */
export function settled(outcome: Outcome<string>, place: SourceLocation): string {
  if (outcome.ok) return outcome.value;
  const [issue] = outcome.issues;
  throw new SourceError({
    place,
    message: `\`${issue?.path.join('.')}\` is not valid. ${issue?.message}`,
    remedy: 'Correct the source or the mapping, then import again.',
  });
}
