import { inspect } from 'node:util';
import { SetupError, SourceError, type SourceLocation } from '@collective-impact/sdk';
import { ImportFailure } from './import/import-failure.ts';
import { describeStorageFailure } from './storage-failure.ts';
import { printError } from './terminal.ts';

/**
 * Prints a failure on standard error: one line for a cause outside the program, place and remedy for an error in an
 * imported file. Any other error is a bug, and is printed with its stack.
 */
export function reportFailure(error: unknown): void {
  if (error instanceof ImportFailure) {
    reportFailure(error.cause);
    if (error.cause instanceof SourceError || error.isOneOfSeveral) printError(error.consequence);
    return;
  }
  if (error instanceof SourceError) {
    printError(`${describePlace(error.place)}: ${error.message}\n  ${error.remedy}`);
    return;
  }
  const line = error instanceof SetupError ? error.message : describeStorageFailure(error);
  printError(line === undefined ? inspect(error) : `collective-impact: ${line}`);
}

function describePlace({ file, line, node }: SourceLocation): string {
  return [file, line, node].filter((part) => part !== undefined).join(':');
}
