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

/** What is said of a record or a step where the contract and the model do not say enough. */
type Particular = (world: World, input: Record<string, unknown>) => object | Promise<object>;

/** By mutation; an update has those of its create, unless it has its own. */
export type Particulars = Readonly<Record<string, Particular>>;

/** What an input is made for: kinds of record that are being made already are not asked for once more. */
interface Making {
  within: readonly string[];
}

/** An ecosystem with one record of each kind that is asked for, and whatever more a test makes in it. */
export class World {
  readonly #mutations: readonly Mutation[];
  readonly #particulars: Particulars;
  readonly #carry: Carry;
  readonly #records = new Map<string, Promise<string>>();
  readonly #count: () => number;

  constructor(given: {
    mutations: readonly Mutation[];
    particulars: Particulars;
    carry: Carry;
    /** Counts what was made, so that no two texts are the same. */
    count: () => number;
  }) {
    this.#mutations = given.mutations;
    this.#particulars = given.particulars;
    this.#carry = given.carry;
    this.#count = given.count;
  }

  mutation(name: string): Mutation {
    const found = this.#mutations.find((each) => each.name === name);
    if (!found) throw new Error(`there is no mutation ${name}`);
    return found;
  }

  /** The steps that a kind of record can take. */
  stepsOf(record: AnyRecordType): Mutation[] {
    return this.#mutations.filter((each) => each.kind === 'STEP' && each.record === record);
  }

  /** The id of a record with this prefix, the same each time; `nth` tells several apart. */
  reference(
    prefix: string,
    { nth = 0, within = [] }: { nth?: number; within?: readonly string[] } = {},
  ): Promise<string> {
    return this.once(`${prefix} ${nth}`, () => this.#make(prefix, { within }));
  }

  /** Carries a mutation out that is expected to succeed. */
  async done(name: string, input: object): Promise<{ id: string; version: number }> {
    const answer = await this.#carry(this.mutation(name), input);
    if (answer.record) return answer.record;
    const refusal = JSON.stringify(answer.errors.length > 0 ? answer.errors : answer.userErrors);
    throw new Error(`${name} does not take ${JSON.stringify(input).slice(0, 500)}: ${refusal}`);
  }

  /** A new record, made by the mutation that creates its kind; it refers to no other of its kind unless `more` says so. */
  async create(record: string, more: object = {}): Promise<{ id: string; version: number }> {
    const mutation = this.mutation(`create${record}`);
    const input = await this.input(mutation, { within: [mutation.record.prefix] });
    return this.done(mutation.name, { ...input, ...more });
  }

  /** What is made once in this ecosystem, under a name. */
  once(name: string, make: () => Promise<string>): Promise<string> {
    const known = this.#records.get(name) ?? make();
    this.#records.set(name, known);
    return known;
  }

  async #make(prefix: string, making: Making): Promise<string> {
    const mutation = this.#mutations.find(
      ({ kind, record }) => record.prefix === prefix && kind !== 'UPDATE' && kind !== 'STEP',
    );
    if (!mutation) throw new Error(`nothing makes a ${prefix}`);
    const inputs = await this.input(mutation, { within: [...making.within, prefix] });
    return (await this.done(mutation.name, inputs)).id;
  }

  /** A valid input: everything said that can be said, with texts that no other input has. */
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
    const own = (await particular?.(this, input)) ?? {};
    const fields = mutation.input.getFields();
    return Object.fromEntries(
      Object.entries({ ...input, ...own }).filter(([name, value]) => name in fields && value !== undefined),
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

  /** The first value that the model takes: forms of text are not told by their type. */
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
    if (first === undefined) throw new Error(`there is no example of a ${type}`);
    const command = mutation.kind === 'UPDATE' ? mutation.record.updateSchema : mutation.record.createSchema;
    const schema = path.length > 1 ? undefined : schemaOf(command, path[0] ?? '');
    if (!schema) return first;
    return [first, ...others].find((value) => schema.safeParse(value).success) ?? first;
  }

  /** Another record for each place that refers to records of one kind; none where one of that kind is being made. */
  async #referenceAt(place: {
    mutation: Mutation;
    path: string[];
    used: Map<string, number>;
    making: Making;
  }): Promise<string | undefined> {
    const { mutation, path, used, making } = place;
    const found = referenceAt(mutation.record, path);
    const prefix = path[0] === 'ecosystemId' ? 'ecosystem' : found?.prefix;
    if (prefix === undefined) throw new Error(`the model does not say what ${path.join('.')} refers to`);
    const needed = path[0] === 'ecosystemId' || found?.field === mutation.record.within;
    if (making.within.includes(prefix) && !needed) return undefined;
    const nth = used.get(prefix) ?? 0;
    used.set(prefix, nth + 1);
    return this.reference(prefix, { nth, within: making.within });
  }
}
