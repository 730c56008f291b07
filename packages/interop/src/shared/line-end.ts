const newline = 0x0a;
const carriageReturn = 0x0d;

/** Passes the bytes of a text on, and knows whether the last of them ended a line. */
export class LineEnd {
  #last = newline;

  /** Whether what was passed on so far ends with the end of a line; nothing at all does. */
  get isThere(): boolean {
    return this.#last === newline || this.#last === carriageReturn;
  }

  async *watch(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#last = chunk.at(-1) ?? this.#last;
      yield chunk;
    }
  }
}
