/** Calls `work` once, after a delay. Returns a function that cancels it. */
export type Later = (work: () => Promise<void>, milliseconds: number) => () => void;

/** Options of a {@link PeriodicTask}. */
export interface PeriodicTaskOptions {
  /** Does not reject. Ends early if the signal aborts. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Milliseconds from the start to the first run, so that a gateway serves requests first. */
  firstAfter: number;
  /** Milliseconds from the end of one run to the start of the next. */
  every: number;
  later?: Later | undefined;
}

/** The default: a timer that does not keep the process alive. */
const later: Later = (work, milliseconds) => {
  const timer = setTimeout(work, milliseconds).unref();
  return () => clearTimeout(timer);
};

/** Work that a running gateway repeats. Two runs never overlap. */
export class PeriodicTask {
  readonly #options: PeriodicTaskOptions;
  readonly #stopped = new AbortController();
  #cancel: (() => void) | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: PeriodicTaskOptions) {
    this.#options = options;
  }

  /** Schedules the first run; does nothing after {@link stop}. */
  start(): void {
    this.#schedule(this.#options.firstAfter);
  }

  /** Starts no more runs, and waits for the current one to end. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#cancel?.();
    await this.#running;
  }

  #schedule(milliseconds: number): void {
    const { run, every } = this.#options;
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    this.#cancel = (this.#options.later ?? later)(() => {
      this.#running = run(signal).then(() => this.#schedule(every));
      return this.#running;
    }, milliseconds);
  }
}
