import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGateway } from '@collective-impact/gateway';
import { engines, newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * Runs every ```graphql block of each guide over HTTP, in order, as the caller that its first line names. A text in quotation marks and capital letters is
 * replaced by the id, secret or key that the field of that name returned. A paragraph that ends with "as …, the query returns:" runs the
 * last query again, as that caller. The ```json block after it is the whole result.
 */

/** The guides, and the number of results that each states. */
const guides = [
  { guide: 'sharing-data-safely.md', results: 9 },
  { guide: 'collect-from-partners.md', results: 5 },
];

/** An operation, or a caller who repeats the last query, with the expected data. */
type Step = { line: number; caller: string } & ({ source: string } | { expected: unknown });

const callers: Record<string, string> = {
  'an anonymous caller': 'anonymous',
  'the contributor': 'contributor',
  'the operator': 'operator',
  'the data steward': 'steward',
  'the data steward of the town': 'steward',
  'the data steward of the network': 'networkSteward',
};

const block = /^```graphql\n# caller: (\w+)\n(.*?)^```$|^As ([\w ]+), the query returns:\n\n```json\n(.*?)^```$/gms;

function stepsOf(guide: string): Step[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/guides', guide), 'utf8');
  return Array.from(text.matchAll(block), (match): Step => {
    const [, caller, source, name = '', expected = ''] = match;
    const line = text.slice(0, match.index).split('\n').length;
    if (caller !== undefined && source !== undefined) return { line, caller, source };
    const known = callers[name];
    if (known === undefined) throw new Error(`docs/guides/${guide}:${line} names the unknown caller ${name}.`);
    return { line, caller: known, expected: JSON.parse(expected) };
  });
}

interface Payload {
  secret?: string;
  apiKey?: string;
  userErrors: object[];
  [record: string]: unknown;
}

/** `stewardKey` → `STEWARD_KEY`. */
const placeholderOf = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function valueIn(payload: Payload): string | undefined {
  const record = Object.values(payload).find(
    (each): each is { id: string } => typeof each === 'object' && each !== null && 'id' in each,
  );
  return payload.secret ?? payload.apiKey ?? record?.id;
}

describe.each(engines)('the guides with several callers on %s', (engine) => {
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let address: string;
  const values = new Map<string, string>();

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    gateway = createGateway({ database, log: () => undefined });
    address = `${await gateway.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
    values.set('OPERATOR_KEY', (await newPrincipal(database, { isOperator: true })).key);
  });
  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  async function send(source: string, caller: string): Promise<Record<string, Payload>> {
    const query = source.replaceAll(/"([A-Z_]+)"/g, (whole, name) =>
      values.has(name) ? `"${values.get(name)}"` : whole,
    );
    const key = values.get(placeholderOf(`${caller}Key`));
    if (key === undefined && caller !== 'anonymous') throw new Error(`The guide has no key of ${caller}.`);
    const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { data, errors } = await response.json();
    expect(errors).toBeUndefined();
    return data;
  }

  it.each(guides)(
    '$guide contains only operations that work, and shows what each caller sees',
    async ({ guide, results }) => {
      let last = '';
      const found: unknown[] = [];
      const documented: unknown[] = [];
      for (const step of stepsOf(guide)) {
        const at = `docs/guides/${guide}:${step.line}`;
        if ('expected' in step) {
          found.push([at, await send(last, step.caller)]);
          documented.push([at, step.expected]);
          continue;
        }
        const { source, caller } = step;
        const data = await send(source, caller);
        if (getOperationAST(parse(source))?.operation === 'query') last = source;
        else {
          for (const [field, payload] of Object.entries(data)) {
            expect(payload.userErrors, at).toEqual([]);
            const value = valueIn(payload);
            if (value !== undefined) values.set(placeholderOf(field), value);
          }
        }
      }
      expect(found).toEqual(documented);
      expect(documented).toHaveLength(results);
    },
  );
});
