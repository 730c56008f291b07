import { inspect } from 'node:util';
import { type Place, SetupError, SourceError } from '@collective-impact/sdk';
import { ImportFailure } from './import-failure.ts';
import { complain } from './terminal.ts';

/**
 * Says on standard error what went wrong: one line for what stands outside the program, place and remedy for a source.
 * Anything else is a fault of the program and comes with its stack.
 */
export function reportFailure(error: unknown): void {
  if (error instanceof ImportFailure) {
    reportFailure(error.cause);
    if (error.cause instanceof SourceError || error.isOneOfSeveral) complain(error.consequence);
  } else if (error instanceof SetupError) complain(`collective-impact: ${error.message}`);
  else if (error instanceof SourceError) {
    complain(`${describePlace(error.place)}: ${error.message}\n  ${error.remedy}`);
  } else complain(inspect(error));
}

function describePlace({ file, line, node }: Place): string {
  return [file, line, node].filter((part) => part !== undefined).join(':');
}
