import type { ImportProgress } from '@collective-impact/store';

/** Where it is written, and what the time is, in milliseconds. */
export interface ProgressSurroundings {
  stream: { isTTY?: boolean; write(text: string): unknown };
  now: () => number;
}

/** What takes no longer than this goes without lines where there is no terminal. */
const soon = 2000;
const betweenLines = 5000;
const betweenFrames = 100;

/**
 * Tells how far an import is: one line that is written over on a terminal; elsewhere, where it takes its time, a plain
 * line for each phase and one every few seconds.
 */
export class Progress {
  readonly #label: string;
  readonly #stream: ProgressSurroundings['stream'];
  readonly #now: () => number;
  readonly #started: number;
  #told: number;
  #phase: string | undefined;
  #written = false;

  constructor(label: string, { stream, now }: ProgressSurroundings = { stream: process.stderr, now: Date.now }) {
    this.#label = label;
    this.#stream = stream;
    this.#now = now;
    this.#started = now();
    this.#told = this.#started;
  }

  /** It is this far. */
  tell(progress: ImportProgress): void {
    const now = this.#now();
    if (!this.#isDue(progress.phase, now)) return;
    this.#told = now;
    this.#phase = progress.phase;
    this.#written = true;
    const line = `${this.#label}: ${describe(progress)}`;
    this.#stream.write(this.#stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  /** Leaves the terminal's line as it was. */
  end(): void {
    if (this.#stream.isTTY && this.#written) this.#stream.write('\r\u001b[K');
  }

  #isDue(phase: string, now: number): boolean {
    if (this.#stream.isTTY) return phase !== this.#phase || now - this.#told >= betweenFrames;
    if (phase !== this.#phase && now - this.#started >= soon) return true;
    return now - this.#told >= betweenLines;
  }
}

function describe(progress: ImportProgress): string {
  const number = (count: number) => count.toLocaleString('en');
  switch (progress.phase) {
    case 'reading':
      return `${number(progress.done)} rows read`;
    case 'checking':
      return 'looking for several rows of the same cell';
    case 'comparing':
      return 'comparing with what is there';
    case 'publishing':
      return `publishing reports: ${number(progress.done)} of ${number(progress.total)}`;
    case 'releasing':
      return `releasing ${number(progress.done)} of ${number(progress.total)} periods`;
  }
}
