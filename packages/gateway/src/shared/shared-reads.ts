/** Reads of one subject: the one that runs, and the one that begins when it has ended. */
interface Reads<Result> {
  running: Promise<Result>;
  next?: Promise<Result>;
}

/**
 * Lets requests share their reads of a subject, such as of the owner of an API key. A request never receives a read that began before
 * it arrived: what was stored before the request is part of its result. So while a read runs, all further requests share the next one.
 */
export class SharedReads<Result> {
  readonly #subjects = new Map<string, Reads<Result>>();

  /** The result of a read that begins now, or when the running one of the same subject has ended. Fails if that read fails. */
  read(subject: string, begin: () => Promise<Result>): Promise<Result> {
    const reads = this.#subjects.get(subject);
    if (!reads) return this.#start(subject, begin);
    reads.next ??= reads.running.then(
      () => this.#start(subject, begin),
      () => this.#start(subject, begin),
    );
    return reads.next;
  }

  #start(subject: string, begin: () => Promise<Result>): Promise<Result> {
    const reads: Reads<Result> = { running: begin() };
    this.#subjects.set(subject, reads);
    const end = () => {
      if (!reads.next) this.#subjects.delete(subject);
    };
    reads.running.then(end, end);
    return reads.running;
  }
}
