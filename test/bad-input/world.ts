import type { AnyRecordType } from '@collective-impact/sdk';
import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import type { Answer, Mutation } from './mutations.ts';
import { referenceAt, schemaOf } from './places.ts';

type Carry = (mutation: Mutation, input: object) => Promise<Answer>;

/** Returns values of an input that cannot be derived from the schema and the model. */
type Particular = (world: World, input: Record<string, unknown>) => object | Promise<object>;

/** Values by mutation. An update without an entry uses the entry of its create mutation. */
export type Particulars = Readonly<Record<string, Particular>>;

/** `within` lists the prefixes of the records that are being created. References to them are omitted to avoid recursion. */
interface Making {
  within: readonly string[];
}

/** An ecosystem whose records are created on demand through mutations. */
export class World {
  readonly #mutations: readonly Mutation[];
  readonly #particulars: Particulars;
  readonly #carry: Carry;
  readonly #records = new Map<string, Promise<string>>();
  readonly #count: () => number;
  /** Creates a principal, which no mutation does, and returns its id. */
  readonly #newPrincipal: () => Promise<string>;

  constructor(options: {
    mutations: readonly Mutation[];
    particulars: Particulars;
    carry: Carry;
    /** Returns the next number, so that all texts are different. */
    count: () => number;
    newPrincipal: () => Promise<string>;
  }) {
    this.#mutations = options.mutations;
    this.#particulars = options.particulars;
    this.#carry = options.carry;
    this.#count = options.count;
    this.#newPrincipal = options.newPrincipal;
  }

  mutation(name: string): Mutation {
    const mutation = this.#mutations.find((each) => each.name === name);
    if (!mutation) throw new Error(`The schema has no mutation ${name}.`);
    return mutation;
  }

  /** The transitions of a record type. */
  stepsOf(record: AnyRecordType): Mutation[] {
    return this.#mutations.filter((each) => each.kind === 'STEP' && each.record === record);
  }

  /** The id of a record with this prefix. The same `nth` returns the same record. */
  reference(
    prefix: string,
    { nth = 0, within = [] }: { nth?: number; within?: readonly string[] } = {},
  ): Promise<string> {
    return this.once(`${prefix} ${nth}`, () => this.#make(prefix, { within }));
  }

  /** Runs a mutation that must succeed. */
  async done(name: string, input: object): Promise<{ id: string; version: number }> {
    const answer = await this.#carry(this.mutation(name), input);
    if (answer.record) return answer.record;
    const refusal = JSON.stringify(answer.errors.length > 0 ? answer.errors : answer.userErrors);
    throw new Error(`${name} rejected ${JSON.stringify(input).slice(0, 500)}: ${refusal}`);
  }

  /** The secret of a new invitation. */
  async secret(): Promise<string> {
    const mutation = this.mutation('createInvitation');
    const { secret } = await this.#carry(mutation, await this.input(mutation));
    if (secret === undefined) throw new Error('createInvitation returned no secret.');
    return secret;
  }

  /** Creates a record with its create mutation. It refers to no other record of its type, unless `more` contains a reference. */
  async create(record: string, more: object = {}): Promise<{ id: string; version: number }> {
    const mutation = this.mutation(`create${record}`);
    const input = await this.input(mutation, { within: [mutation.record.prefix] });
    return this.done(mutation.name, { ...input, ...more });
  }

  /** Returns the id that was created under a name in this ecosystem. Creates it at the first call. */
  once(name: string, make: () => Promise<string>): Promise<string> {
    const known = this.#records.get(name) ?? make();
    this.#records.set(name, known);
    return known;
  }

  async #make(prefix: string, making: Making): Promise<string> {
    const mutation = this.#mutations.find(
      ({ kind, record }) => record.prefix === prefix && kind !== 'UPDATE' && kind !== 'STEP',
    );
    if (!mutation) throw new Error(`No mutation creates a ${prefix}.`);
    const inputs = await this.input(mutation, { within: [...making.within, prefix] });
    return (await this.done(mutation.name, inputs)).id;
  }

  /** Returns a valid input with every possible field set, and with unique texts. */
  async input(mutation: Mutation, making: Making = { within: [] }): Promise<Record<string, unknown>> {
    const input: Record<string, unknown> = {};
    const used = new Map<string, number>();
    for (const field of Object.values(mutation.input.getFields())) {
      if (['idempotencyKey', 'expectedVersion'].includes(field.name)) continue;
      if (field.name === 'id') continue;
      const value = await this.#example(field.type, { mutation, path: [field.name], used, making });
      if (value !== undefined) input[field.name] = value;
    }
    const particular =
      this.#particulars[mutation.name] ??
      this.#particulars[mutation.kind === 'UPDATE' ? `create${mutation.record.name}` : ''];
    const particularValues = (await particular?.(this, input)) ?? {};
    const fields = mutation.input.getFields();
    return Object.fromEntries(
      Object.entries({ ...input, ...particularValues }).filter(
        ([name, value]) => name in fields && value !== undefined,
      ),
    );
  }

  async #example(
    type: GraphQLInputType,
    place: { mutation: Mutation; path: string[]; used: Map<string, number>; making: Making },
  ): Promise<unknown> {
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const entry = await this.#example(inner.ofType, place);
      return entry === undefined ? [] : [entry];
    }
    if (isInputObjectType(inner)) {
      const entries: [string, unknown][] = [];
      for (const field of Object.values(inner.getFields())) {
        const value = await this.#example(field.type, { ...place, path: [...place.path, field.name] });
        if (value !== undefined) entries.push([field.name, value]);
      }
      return Object.fromEntries(entries);
    }
    if (getNamedType(inner).name === 'ID') return this.#referenceAt(place);
    if (isEnumType(inner)) return inner.getValues()[0]?.value;
    return this.#leaf(inner.toString(), place);
  }

  /** Returns the first example that the model accepts. The type alone does not determine the form of a text. */
  #leaf(type: string, { mutation, path }: { mutation: Mutation; path: string[] }): unknown {
    const count = this.#count();
    const values: Record<string, unknown[]> = {
      String: [`text-${count}`, 'P1M', 'USD', '09-01', '2024', 'America/Chicago'],
      Int: path.length > 1 ? [1] : [(count % 1000) + 1, 1, 3],
      Boolean: [true],
      Date: ['2024-01-15'],
      Decimal: ['1'],
      Period: ['2024'],
      URL: [`https://example.org/${count}`],
      EmailAddress: [`text-${count}@example.org`],
      DateTime: ['2024-01-15T00:00:00Z'],
    };
    const [first, ...others] = values[type] ?? [];
    if (first === undefined) throw new Error(`There is no example of type ${type}.`);
    const command = mutation.kind === 'UPDATE' ? mutation.record.updateSchema : mutation.record.createSchema;
    const schema = path.length > 1 ? undefined : schemaOf(command, path[0] ?? '');
    if (!schema) return first;
    return [first, ...others].find((value) => schema.safeParse(value).success) ?? first;
  }

  /** Returns a different record for each position of a record type. Undefined if a record of that type is being created. */
  async #referenceAt(place: {
    mutation: Mutation;
    path: string[];
    used: Map<string, number>;
    making: Making;
  }): Promise<string | undefined> {
    const { mutation, path, used, making } = place;
    if (path[0] === 'principalId' || path[0] === 'backbonePrincipalId') return this.#newPrincipal();
    // A record of any type.
    if (path[0] === mutation.record.concerns?.recordId) return this.reference('organization');
    const reference = referenceAt(mutation.record, path);
    const prefix = path[0] === 'ecosystemId' ? 'ecosystem' : reference?.prefix;
    if (prefix === undefined) throw new Error(`The model has no reference at ${path.join('.')}.`);
    const needed = path[0] === 'ecosystemId' || reference?.field === mutation.record.within;
    if (making.within.includes(prefix) && !needed) return undefined;
    const nth = used.get(prefix) ?? 0;
    used.set(prefix, nth + 1);
    return this.reference(prefix, { nth, within: making.within });
  }
}
