/** Admits one holder at a time, in order of arrival. */
export class Turn {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** Whether the turn is held or waited for. */
  get isTaken(): boolean {
    return this.#waiting > 0;
  }

  /** Waits for the turn. Returns a function that ends it. */
  async take(): Promise<() => void> {
    const before = this.#last;
    const done = Promise.withResolvers<void>();
    this.#last = done.promise;
    this.#waiting += 1;
    await before;
    return () => {
      this.#waiting -= 1;
      done.resolve();
    };
  }
}
