import { type Outcome, SourceError, type SourceLocation } from '@collective-impact/sdk';

/** Returns the UUID of an accepted command. Throws a `SourceError` at `place` for a rejected command, which the source caused. */
export function requireAccepted(outcome: Outcome<string>, place: SourceLocation): string {
  if (outcome.ok) return outcome.value;
  const [issue] = outcome.issues;
  throw new SourceError({
    place,
    message: `\`${issue?.path.join('.')}\` is not valid. ${issue?.message}`,
    remedy: 'Correct the source or the mapping, then import again.',
  });
}
