import { readFileSync, writeFileSync } from 'node:fs';

/** The number of checks or tests that passed and failed. */
export type Tally = { passed: number; failed: number };

/** Passes the counts of this process to `npm test`, in the file that `TALLY_FILE` names. Does nothing without one. */
export function writeTally(tally: Tally): void {
  if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally));
}

/**
 * The counts of a process, from its file and its exit code.
 *
 * If the process ended before it counted, or failed although everything passed, the result is one failure.
 */
export function readTally({ file, exitCode }: { file: string; exitCode: number }): Tally {
  let tally: Tally;
  try {
    tally = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
