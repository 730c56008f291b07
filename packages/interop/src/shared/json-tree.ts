import { TokenType } from '@streamparser/json';

/** A JSON number as it is written, without rounding. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A JSON object. If a key occurs more than once, its value is the list of all values. */
export type JsonObject = Map<string, Json>;

/** A JSON value. */
export type Json = string | boolean | null | JsonNumber | Json[] | JsonObject;

/** A token and its value: the text of a string or number, or a constant. */
export interface JsonToken {
  token: TokenType;
  value: string | boolean | null;
  offset: number;
}

/** A node of a document: an element of its list or of its `@graph`, or the document itself. */
export interface JsonNode {
  value: Json;
  /** Position in the document, such as `$[12]`. */
  position: string;
  /** The line on which it begins. */
  line: number;
  /** The `@context` of the document, if it comes before the node. */
  context?: Json;
}

/** Selects the elements of lists that are replaced by an empty text, to save memory. */
export interface Skim {
  list(key: string): boolean;
  /** `owner` is the `@id` of the object with the list, if it comes before the list. */
  keep(element: string, owner: string | undefined): boolean;
}

interface Frame {
  container: Json[] | JsonObject;
  key: string;
  line: number;
  /** Whether elements are emitted and not kept. */
  streamed: boolean;
  count: number;
}

type Expected =
  | 'a value'
  | 'a value or the end of the list'
  | 'a key'
  | 'a key or the end of the object'
  | 'a colon'
  | 'a comma or the end'
  | 'nothing';

// No vocabulary nests this deep. A deeper document is an attempt to overflow the call stack.
const maximumDepth = 100;

/** A fault of a JSON document at the byte `offset`. The message has no full stop. */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Builds nodes from tokens, and emits each as soon as it is complete. */
export class JsonTree {
  readonly #emit: (node: JsonNode) => void;
  readonly #lineAt: (offset: number) => number;
  readonly #skim: Skim;
  readonly #stack: Frame[] = [];
  #expected: Expected = 'a value';

  /** `lineAt` is called at the first token of each node, so that its offsets only increase. */
  constructor({
    emit,
    lineAt,
    skim,
  }: {
    emit(node: JsonNode): void;
    lineAt(offset: number): number;
    skim: Skim;
  }) {
    this.#emit = emit;
    this.#lineAt = lineAt;
    this.#skim = skim;
  }

  /** Whether the document is complete. */
  get isComplete(): boolean {
    return this.#expected === 'nothing';
  }

  /** Takes the next token. Throws a `JsonFault` if it is not allowed here. */
  take(token: JsonToken): void {
    switch (token.token) {
      case TokenType.LEFT_BRACE:
        this.#open(token, new Map());
        break;
      case TokenType.LEFT_BRACKET:
        this.#open(token, []);
        break;
      case TokenType.RIGHT_BRACE:
        this.#close(token, 'a key or the end of the object');
        break;
      case TokenType.RIGHT_BRACKET:
        this.#close(token, 'a value or the end of the list');
        break;
      case TokenType.COLON:
        this.#require(token, this.#expected === 'a colon');
        this.#expected = 'a value';
        break;
      case TokenType.COMMA:
        this.#require(token, this.#expected === 'a comma or the end');
        this.#expected = Array.isArray(this.#stack.at(-1)?.container) ? 'a value' : 'a key';
        break;
      default:
        this.#scalar(token);
    }
  }

  #require(token: JsonToken, allowed: boolean): void {
    if (allowed) return;
    const text = typeof token.value === 'string' ? token.value.slice(0, 40) : String(token.value);
    const expected = this.#expected === 'nothing' ? 'the end of the file' : this.#expected;
    throw new JsonFault(`The JSON document has ${JSON.stringify(text)} instead of ${expected}`, token.offset);
  }

  #expectsValue(): boolean {
    return this.#expected === 'a value' || this.#expected === 'a value or the end of the list';
  }

  #open(token: JsonToken, container: Json[] | JsonObject): void {
    this.#require(token, this.#expectsValue());
    if (this.#stack.length >= maximumDepth) {
      throw new JsonFault(`Objects and lists are nested more than ${maximumDepth} levels deep`, token.offset);
    }
    const parent = this.#stack.at(-1);
    const inGraph = this.#stack.length === 1 && parent?.key === '@graph' && !Array.isArray(parent.container);
    const streamed = Array.isArray(container) && (parent === undefined || inGraph);
    this.#stack.push({ container, key: '', line: this.#lineAt(token.offset), streamed, count: 0 });
    this.#expected = Array.isArray(container) ? 'a value or the end of the list' : 'a key or the end of the object';
  }

  #close(token: JsonToken, whenEmpty: Expected): void {
    const frame = this.#stack.at(-1);
    const isList = token.token === TokenType.RIGHT_BRACKET;
    const inList = Array.isArray(frame?.container);
    this.#require(
      token,
      frame !== undefined &&
        isList === inList &&
        (this.#expected === 'a comma or the end' || this.#expected === whenEmpty),
    );
    this.#stack.pop();
    if (frame !== undefined) this.#add(frame.container, frame);
  }

  #scalar(token: JsonToken): void {
    const frame = this.#stack.at(-1);
    if (this.#expected === 'a key' || this.#expected === 'a key or the end of the object') {
      this.#require(token, token.token === TokenType.STRING);
      if (frame !== undefined) frame.key = String(token.value);
      this.#expected = 'a colon';
      return;
    }
    this.#require(token, this.#expectsValue());
    const value = token.token === TokenType.NUMBER ? new JsonNumber(String(token.value)) : token.value;
    this.#add(typeof value === 'string' ? this.#skimmed(value) : value, {
      line: this.#lineAt(token.offset),
      streamed: false,
    });
  }

  /** The text, or an empty text if it is an element of a list that is not kept. */
  #skimmed(text: string): string {
    const list = this.#stack.at(-1);
    const object = this.#stack.at(-2);
    if (list === undefined || object === undefined || !Array.isArray(list.container)) return text;
    if (Array.isArray(object.container) || !this.#skim.list(object.key)) return text;
    const owner = object.container.get('@id');
    return this.#skim.keep(text, typeof owner === 'string' ? owner : undefined) ? text : '';
  }

  #context(): Json | undefined {
    const root = this.#stack[0]?.container;
    return root instanceof Map ? root.get('@context') : undefined;
  }

  #add(value: Json, { line, streamed }: { line: number; streamed: boolean }): void {
    const frame = this.#stack.at(-1);
    this.#expected = frame === undefined ? 'nothing' : 'a comma or the end';
    if (frame === undefined) {
      if (!streamed) this.#emit({ value, position: '$', line });
    } else if (frame.streamed) {
      const position = `${this.#stack.length === 1 ? '$' : '$.@graph'}[${frame.count}]`;
      frame.count += 1;
      this.#emit({ value, position, line, context: this.#context() });
    } else if (Array.isArray(frame.container)) {
      frame.container.push(value);
    } else {
      const earlier = frame.container.get(frame.key);
      const all = earlier === undefined ? value : [earlier, value].flat();
      frame.container.set(frame.key, streamed && earlier === undefined ? [] : all);
    }
  }
}
