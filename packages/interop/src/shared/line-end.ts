const newline = 0x0a;
const carriageReturn = 0x0d;

/** Passes the bytes of a text through, and tracks whether it ends with a line end. */
export class LineEnd {
  #last = newline;

  /** Whether the bytes so far end with a line end. True before the first byte. */
  get isPresent(): boolean {
    return this.#last === newline || this.#last === carriageReturn;
  }

  async *watch(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#last = chunk.at(-1) ?? this.#last;
      yield chunk;
    }
  }
}
