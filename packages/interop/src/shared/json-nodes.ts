import { Tokenizer, TokenizerError, type TokenType } from '@streamparser/json';
import { countNewlines } from './byte-lines.ts';
import { JsonFault, type JsonNode, JsonTree, type Skim } from './json-tree.ts';
import { sourceFailure } from './source-failure.ts';
import type { SourceFile } from './source-file.ts';
import { textBytes } from './text-bytes.ts';

/**
 * The nodes of a JSON document, in batches. If the document is a list, they are its elements. If it is an object with a
 * `@graph`, they are the elements of the graph and then the object, otherwise the object alone. Memory grows with the
 * longest node, not with the number of nodes.
 *
 * Throws a `SourceError` with line and byte if the document is incomplete, not JSON, or not UTF-8.
 */
export async function* jsonNodes(file: SourceFile, skim: Skim): AsyncGenerator<JsonNode[]> {
  let batch: JsonNode[] = [];
  const lines = new LineCount();
  const tree = new JsonTree({
    emit: (node) => batch.push(node),
    lineAt: (offset) => lines.at(offset),
    skim,
  });
  const tokenizer = new ExactTokenizer((token) => tree.take(token));
  const explained = (step: () => void): void => {
    try {
      step();
    } catch (cause) {
      throw explain(cause, { file: file.name, lines });
    }
  };
  for await (const chunk of textBytes(file, { encoding: 'utf-8', remedy: () => encodingRemedy })) {
    lines.read(chunk);
    explained(() => tokenizer.write(chunk));
    const read = batch;
    batch = [];
    if (read.length > 0) yield read;
  }
  explained(() => {
    tokenizer.end();
    if (!tree.isComplete) throw new JsonFault('The JSON document is incomplete', lines.bytes);
  });
  if (batch.length > 0) yield batch;
}

const encodingRemedy = 'Save the file as UTF-8. JSON has no other encoding.';

/** Converts increasing byte offsets to line numbers, and keeps only the last chunk. */
class LineCount {
  bytes = 0;
  #chunk: Uint8Array = new Uint8Array(0);
  #start = 0;
  #counted = 0;
  #line = 1;

  read(chunk: Uint8Array): void {
    this.at(this.bytes);
    this.#chunk = chunk;
    this.#start = this.bytes;
    this.bytes += chunk.length;
  }

  at(offset: number): number {
    if (offset > this.#counted) {
      this.#line += countNewlines(this.#chunk.subarray(this.#counted - this.#start, offset - this.#start));
      this.#counted = offset;
    }
    return this.#line;
  }
}

/** Passes numbers on as text, so that they are not rounded to binary fractions. */
class ExactTokenizer extends Tokenizer {
  #number = '';
  readonly #take: (token: { token: TokenType; value: string | boolean | null; offset: number }) => void;

  constructor(take: (token: { token: TokenType; value: string | boolean | null; offset: number }) => void) {
    super();
    this.#take = take;
  }

  override parseNumber(text: string): number {
    this.#number = text;
    return 0;
  }

  override onToken({
    token,
    value,
    offset,
  }: {
    token: TokenType;
    value: string | number | boolean | null;
    offset: number;
  }): void {
    this.#take({ token, value: typeof value === 'number' ? this.#number : value, offset });
  }
}

function explain(cause: unknown, { file, lines }: { file: string; lines: LineCount }): unknown {
  if (cause instanceof JsonFault) {
    const isCutOff = cause.offset >= lines.bytes;
    return sourceFailure({
      place: { file, line: lines.at(Math.min(cause.offset, lines.bytes)) },
      fault: `${cause.message} (byte ${cause.offset}).`,
      remedy: isCutOff
        ? 'The file is probably cut off. Fetch or export it again.'
        : 'Correct the document at this place, or export it again. A file must contain one document.',
      cause,
    });
  }
  if (!(cause instanceof TokenizerError)) return cause;
  const [, unexpected, position] = /Unexpected "(.*?)" .*absolute position "(\d+)"/s.exec(cause.message) ?? [];
  const offset = position === undefined ? lines.bytes : Number(position);
  return sourceFailure({
    place: { file, line: lines.at(offset) },
    fault:
      position === undefined
        ? `The JSON document ends in the middle of a value (byte ${offset}).`
        : `The file is not valid JSON. ${JSON.stringify(unexpected)} is not allowed here (byte ${offset}).`,
    remedy:
      position === undefined
        ? 'The file is probably cut off. Fetch or export it again.'
        : 'Use a JSON or JSON-LD file. Correct the document at this place, or export it again.',
    cause,
  });
}
