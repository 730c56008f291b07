/** Prints a result on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a failure, a warning or a hint on standard error. */
export function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}
