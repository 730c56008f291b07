import { encodeTypeId, newUuid, typeIdPrefix } from '@collective-impact/sdk';
import type { Call } from './calls.ts';
import type { Caller } from './oracle.ts';

interface UserError {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

/** The response to a call. */
export interface MutationAnswer {
  readonly status: number;
  readonly data?: {
    done: { userErrors: readonly UserError[]; results?: readonly { userErrors: readonly UserError[] }[] };
  } | null;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

let keys = 0;

/** Sends calls to a gateway as callers with keys. */
export class MutationClient {
  readonly #address: string;
  readonly #absentAnswers = new Map<string, Promise<string>>();

  constructor(address: string) {
    this.#address = address;
  }

  /** Sends a call with an idempotency key of its own. */
  async send({ document, input }: Pick<Call, 'document' | 'input'>, key: string | undefined): Promise<MutationAnswer> {
    const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
    const variables = { input: { ...input, idempotencyKey: `key-${++keys}` } };
    const body = JSON.stringify({ query: document, variables });
    const response = await fetch(this.#address, { method: 'POST', headers, body });
    return { status: response.status, ...((await response.json()) as object) };
  }

  /**
   * Faults of the answer to a caller that may not send this call. Empty if there are none. `hidden` are the ids in the call whose
   * records the caller cannot see. With `isAllHidden`, these are all ids of the call: then every caller gets the same answer for
   * ids that do not exist, and it is asked for once.
   */
  async faults(
    call: Call,
    { caller, hidden, isAllHidden }: { caller: Caller; hidden: readonly string[]; isAllHidden: boolean },
  ): Promise<string[]> {
    const answer = await this.send(call, caller.key);
    const codes = codesOf(answer);
    const complaint = `${caller.name} gets ${JSON.stringify(answer)}`;
    if (hidden.length === 0 || caller.key === undefined) return codes.join() === 'FORBIDDEN' ? [] : [complaint];
    if (codes.length === 0 || codes.some((code) => code !== 'NOT_FOUND' && code !== 'FORBIDDEN')) return [complaint];
    const absent = isAllHidden
      ? await this.#absentAtAll(call, { caller, hidden })
      : await this.#absent(call, { caller, hidden });
    return JSON.stringify(answer) === absent ? [] : [`${complaint}, and for records that do not exist ${absent}`];
  }

  /** The answer for records that do not exist, which is the same for everyone who signs in. */
  #absentAtAll(call: Call, asked: { caller: Caller; hidden: readonly string[] }): Promise<string> {
    const key = [call.line, ...asked.hidden].join();
    const known = this.#absentAnswers.get(key) ?? this.#absent(call, asked);
    this.#absentAnswers.set(key, known);
    return known;
  }

  async #absent(call: Call, { caller, hidden }: { caller: Caller; hidden: readonly string[] }): Promise<string> {
    const unknown = hidden.map((id) => encodeTypeId(typeIdPrefix(id) ?? '', newUuid()));
    const pairs = hidden.map((id, at) => ({ hidden: id, unknown: unknown[at] ?? '' }));
    const text = pairs.reduce((all, pair) => all.replaceAll(pair.hidden, pair.unknown), JSON.stringify(call.input));
    const answer = JSON.stringify(await this.send({ ...call, input: JSON.parse(text) }, caller.key));
    return pairs.reduce((all, pair) => all.replaceAll(pair.unknown, pair.hidden), answer);
  }
}

/** The codes of all errors of an answer; empty if it succeeded. */
export function codesOf({ data, errors = [] }: MutationAnswer): string[] {
  const { userErrors = [], results = [] } = data?.done ?? {};
  const all = [...userErrors, ...results.flatMap((result) => result.userErrors)];
  return [...errors.map(({ extensions }) => extensions.code), ...all.map(({ code }) => code)];
}
