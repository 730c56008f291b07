import type { ImportProgress } from '@collective-impact/store';

/** The output stream, and the current time in milliseconds. */
export interface ProgressSurroundings {
  stream: { isTTY?: boolean; write(text: string): unknown };
  now: () => number;
}

/** Without a terminal, a shorter import prints no progress. In milliseconds, as the next two. */
const quietPeriod = 2000;
const betweenLines = 5000;
const betweenFrames = 100;

/**
 * Prints the progress of an import. On a terminal this is one line, which changes. Elsewhere it is a line for each phase
 * and one every few seconds, and at the end a line with the result.
 */
export class Progress {
  readonly #label: string;
  readonly #stream: ProgressSurroundings['stream'];
  readonly #now: () => number;
  readonly #started: number;
  readonly #totals = { publishing: 0, releasing: 0 };
  #lastPrinted: number;
  #phase: string | undefined;
  #hasPrinted = false;

  constructor(label: string, { stream, now }: ProgressSurroundings = { stream: process.stderr, now: Date.now }) {
    this.#label = label;
    this.#stream = stream;
    this.#now = now;
    this.#started = now();
    this.#lastPrinted = this.#started;
  }

  /** Prints the current state if a line is due. */
  update(progress: ImportProgress): void {
    if ('total' in progress) this.#totals[progress.phase] = progress.total;
    const now = this.#now();
    if (!this.#isDue(progress.phase, now)) return;
    this.#lastPrinted = now;
    this.#phase = progress.phase;
    this.#hasPrinted = true;
    const line = `${this.#label}: ${describe(progress)}`;
    this.#stream.write(this.#stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  /** Prints the result, unless the line on the terminal is cleared anyway or no progress was printed. */
  complete({ dryRun }: { dryRun: boolean }): void {
    if (this.#stream.isTTY || !this.#hasPrinted) return;
    const { publishing, releasing } = this.#totals;
    const reports = publishing > 0 && `Published ${counted(publishing, 'report')}.`;
    const periods = releasing > 0 && `Released ${counted(releasing, 'period')}.`;
    const done = [reports, periods].filter(Boolean).join(' ') || 'Done.';
    this.#stream.write(`${this.#label}: ${dryRun ? 'Dry run completed.' : done}\n`);
  }

  /** Clears the line on the terminal. */
  clear(): void {
    if (this.#stream.isTTY && this.#hasPrinted) this.#stream.write('\r\u001b[K');
  }

  #isDue(phase: string, now: number): boolean {
    if (this.#stream.isTTY) return phase !== this.#phase || now - this.#lastPrinted >= betweenFrames;
    if (phase !== this.#phase && now - this.#started >= quietPeriod) return true;
    return now - this.#lastPrinted >= betweenLines;
  }
}

function describe(progress: ImportProgress): string {
  switch (progress.phase) {
    case 'reading':
      return `Reading: ${counted(progress.done, 'row')}`;
    case 'checking':
      return 'Checking for duplicate cells';
    case 'comparing':
      return 'Comparing with the database';
    case 'publishing':
      return `Publishing reports: ${number(progress.done)} of ${number(progress.total)}`;
    case 'releasing':
      return `Releasing periods: ${number(progress.done)} of ${number(progress.total)}`;
  }
}

function number(count: number): string {
  return count.toLocaleString('en');
}

function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}
