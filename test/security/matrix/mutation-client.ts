import { encodeTypeId, newUuid, typeIdPrefix } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import type { Call } from './calls.ts';
import type { Caller } from './oracle.ts';
import { statementsOf } from './statements-of.ts';

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
  readonly #database: Database;

  constructor(address: string, database: Database) {
    this.#address = address;
    this.#database = database;
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
   * records the caller cannot see. For ids that do not exist, the answer is the same, after the same statements: neither the answer
   * nor the time that it takes shows that a record exists.
   */
  async faults(call: Call, { caller, hidden }: { caller: Caller; hidden: readonly string[] }): Promise<string[]> {
    const { result: answer, statements } = await statementsOf(this.#database, () => this.send(call, caller.key));
    const codes = codesOf(answer);
    const complaint = `${caller.name} gets ${JSON.stringify(answer)}`;
    if (hidden.length === 0 || caller.key === undefined) return codes.join() === 'FORBIDDEN' ? [] : [complaint];
    if (codes.length === 0 || codes.some((code) => code !== 'NOT_FOUND' && code !== 'FORBIDDEN')) return [complaint];
    const absent = await this.#absent(call, { caller, hidden });
    if (JSON.stringify(answer) !== absent.answer) {
      return [`${complaint}, and for records that do not exist ${absent.answer}`];
    }
    const [sent, sentForAbsent] = [statements.join('\n'), absent.statements.join('\n')];
    return sent === sentForAbsent
      ? []
      : [`${complaint} after\n${sent}\nand for records that do not exist\n${sentForAbsent}`];
  }

  /** The answer for records that do not exist, as if they had the hidden ids. */
  async #absent(
    call: Call,
    { caller, hidden }: { caller: Caller; hidden: readonly string[] },
  ): Promise<{ answer: string; statements: string[] }> {
    const unknown = hidden.map((id) => encodeTypeId(typeIdPrefix(id) ?? '', newUuid()));
    const pairs = hidden.map((id, at) => ({ hidden: id, unknown: unknown[at] ?? '' }));
    const text = pairs.reduce((all, pair) => all.replaceAll(pair.hidden, pair.unknown), JSON.stringify(call.input));
    const absent = { ...call, input: JSON.parse(text) };
    const { result: answer, statements } = await statementsOf(this.#database, () => this.send(absent, caller.key));
    const shown = pairs.reduce((all, pair) => all.replaceAll(pair.unknown, pair.hidden), JSON.stringify(answer));
    return { answer: shown, statements };
  }
}

/** The codes of all errors of an answer; empty if it succeeded. */
export function codesOf({ data, errors = [] }: MutationAnswer): string[] {
  const { userErrors = [], results = [] } = data?.done ?? {};
  const all = [...userErrors, ...results.flatMap((result) => result.userErrors)];
  return [...errors.map(({ extensions }) => extensions.code), ...all.map(({ code }) => code)];
}
