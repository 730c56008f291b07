import fc from 'fast-check';
import {
  doTypesOverlap,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isUnionType,
  parse,
  validate,
} from 'graphql';

/** An operation as a client sends it. */
export interface Operation {
  document: string;
  operationName?: string;
  variables: Record<string, unknown>;
}

/** Settings of the generator. */
export interface GenerationOptions {
  schema: GraphQLSchema;
  /** Values for arguments (`Type.field.argument`), input fields (`Input.field`) and scalars (`Scalar`), most exact first. */
  values?: Record<string, readonly unknown[]>;
  /** The fields to use. By default all. */
  includeField?: (coordinate: string) => boolean;
  /** Whether to generate mutations; by default queries. */
  mutations?: boolean;
  /** The largest depth of nested fields. By default 4. */
  maxDepth?: number;
}

type Choose = fc.GeneratorValue;

/** A value in three forms: as text of a document, with variables or without, and as JSON. */
interface Value {
  literal: string;
  constant: string;
  json: unknown;
}

/** The position of a value: the names under which values are looked up, and whether it can contain variables. */
interface ValuePosition {
  coordinates: string[];
  variables: boolean;
}

const scalarValues: Record<string, readonly unknown[]> = {
  Int: [0, 1, 2, 3, -7],
  Float: [0, 1.5, -2],
  Boolean: [true, false],
  ID: ['1', '2', '3', 'none'],
  String: ['', 'plain', 'quo"te\\', 'línea\n', '__proto__', '\u0024{1}`'],
};

/** Valid operations of a schema: aliases, fragments, conditions, literals, variables with and without values. */
export function operationsOf(options: GenerationOptions): fc.Arbitrary<Operation> {
  // A rejected operation is generated again from another number. Otherwise, `gen` would repeat the same one without end.
  return fc
    .tuple(fc.noShrink(fc.nat()), fc.gen())
    .map(([, choose]) => new OperationWriter(choose, options).write())
    .filter(({ document }) => validate(options.schema, parse(document)).length === 0);
}

/** `gen` keeps every function that it is called with, and its arguments, so this is one function of a number. */
const indexOf = (count: number) => fc.noBias(fc.integer({ min: 0, max: count - 1 }));

class OperationWriter {
  readonly #choose: Choose;
  readonly #options: GenerationOptions;
  readonly #schema: GraphQLSchema;
  readonly #fragments: { name: string; on: GraphQLCompositeType; text: string }[] = [];
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  #fieldsLeft = 40;
  #names = 0;

  constructor(choose: Choose, options: GenerationOptions) {
    this.#choose = choose;
    this.#options = options;
    this.#schema = options.schema;
  }

  write(): Operation {
    const { mutations = false } = this.#options;
    const root = mutations ? this.#schema.getMutationType() : this.#schema.getQueryType();
    if (!root) throw new Error('the schema has no such operations');
    const selection = this.#selection(root, this.#options.maxDepth ?? 4);
    const variables = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    const document = [
      `${mutations ? 'mutation' : 'query'} Generated${variables} ${selection}`,
      ...this.#fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`),
    ].join('\n');
    return { document, operationName: 'Generated', variables: this.#variables };
  }

  #oneOf<Value>(values: readonly Value[]): Value {
    return values[this.#choose(indexOf, values.length)] as Value;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const count = this.#choose(fc.integer, { min: 1, max: 4 });
    const parts = Array.from({ length: count }, () => this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    const kind = this.#choose(fc.integer, { min: 0, max: 9 });
    if (kind === 0) return `__typename${this.#condition()}`;
    if (kind > 2 || depth <= 0 || this.#fieldsLeft <= 0) return this.#field(type, depth);
    // The depth of nested fragments is limited like that of fields, whatever numbers are drawn.
    this.#fieldsLeft -= 1;
    return kind === 1 ? this.#inlineFragment(type, depth) : this.#fragmentSpread(type, depth);
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const on = this.#choose(fc.boolean) ? this.#narrowed(type) : undefined;
    return `...${on ? ` on ${on.name}` : ''}${this.#condition()} ${this.#selection(on ?? type, depth - 1)}`;
  }

  #fragmentSpread(type: GraphQLCompositeType, depth: number): string {
    const known = this.#fragments.filter(({ on }) => doTypesOverlap(this.#schema, on, type));
    const reused = known.length > 0 && this.#choose(fc.boolean);
    const fragment = reused ? this.#oneOf(known) : this.#newFragment(type, depth);
    return `...${fragment.name}${this.#condition()}`;
  }

  #newFragment(type: GraphQLCompositeType, depth: number) {
    const on = this.#narrowed(type);
    // The text is complete before other fragments can refer to its name, so there are no cycles.
    const text = this.#selection(on, depth - 1);
    const fragment = { name: this.#name('F'), on, text };
    this.#fragments.push(fragment);
    return fragment;
  }

  /** Another type that a value of `type` can have. */
  #narrowed(type: GraphQLCompositeType): GraphQLCompositeType {
    const own = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : type.getInterfaces();
    return this.#oneOf<GraphQLCompositeType>([type, ...own]);
  }

  #field(type: GraphQLCompositeType, depth: number): string {
    const usable = this.#usableFields(type, depth);
    if (usable.length === 0 || this.#fieldsLeft <= 0) return '__typename';
    this.#fieldsLeft -= 1;
    const field = this.#oneOf(usable);
    const named = getNamedType(field.type);
    const given = field.args.map((argument) => this.#argument(argument, `${type.name}.${field.name}`)).filter(Boolean);
    const alias = field.args.length > 0 || this.#choose(fc.boolean) ? `${this.#name(this.#aliasStem(field))}: ` : '';
    const list = given.length > 0 ? `(${given.join(', ')})` : '';
    const inner = isCompositeType(named) ? ` ${this.#selection(named, depth - 1)}` : '';
    return `${alias}${field.name}${list}${this.#condition()}${inner}`;
  }

  #aliasStem(field: GraphQLField<unknown, unknown>): string {
    return this.#oneOf([field.name, 'a', 'a_a', '_']);
  }

  #usableFields(type: GraphQLCompositeType, depth: number): GraphQLField<unknown, unknown>[] {
    if (isUnionType(type)) return [];
    const { includeField = () => true } = this.#options;
    return Object.values(type.getFields()).filter((field) => {
      const possible = isObjectType(type) ? [type] : [type, ...this.#schema.getPossibleTypes(type)];
      if (!possible.every(({ name }) => includeField(`${name}.${field.name}`))) return false;
      return depth > 0 || !isCompositeType(getNamedType(field.type));
    });
  }

  #condition(): string {
    if (this.#choose(fc.integer, { min: 0, max: 4 }) > 0) return '';
    const directive = this.#oneOf(['skip', 'include']);
    const literal = this.#choose(fc.boolean);
    const value = this.#choose(fc.boolean);
    return ` @${directive}(if: ${literal ? value : this.#variable('Boolean!', { constant: String(value), json: value })})`;
  }

  #argument(argument: GraphQLArgument, field: string): string | undefined {
    const required = isNonNullType(argument.type) && argument.defaultValue === undefined;
    if (!required && this.#choose(fc.boolean)) return undefined;
    const asVariable = this.#choose(fc.boolean);
    const value = this.#value(argument.type, { coordinates: [`${field}.${argument.name}`], variables: !asVariable });
    return `${argument.name}: ${asVariable ? this.#argumentVariable(argument, value) : value.literal}`;
  }

  /** A variable as an argument: of the same type, or nullable with a default; with a value, absent, or null. */
  #argumentVariable(argument: GraphQLArgument, value: Value): string {
    const type = String(argument.type);
    const loose = type.endsWith('!') && this.#choose(fc.boolean);
    if (!loose) return this.#variable(type, value);
    const given = this.#oneOf(['absent', 'given', 'null'] as const);
    const name = this.#name('v');
    this.#definitions.push(`$${name}: ${type.slice(0, -1)} = ${value.constant}`);
    if (given !== 'absent') this.#variables[name] = given === 'given' ? value.json : null;
    return `$${name}`;
  }

  #variable(type: string, value: Omit<Value, 'literal'>): string {
    const name = this.#name('v');
    const optional = !type.endsWith('!');
    const withDefault = this.#choose(fc.boolean);
    this.#definitions.push(`$${name}: ${type}${withDefault ? ` = ${value.constant}` : ''}`);
    if (!(optional || withDefault) || this.#choose(fc.boolean)) this.#variables[name] = value.json;
    return `$${name}`;
  }

  #value(type: GraphQLInputType, place: ValuePosition): Value {
    if (!isNonNullType(type) && this.#choose(fc.integer, { min: 0, max: 7 }) === 0) return same('null', null);
    return this.#present(type, place);
  }

  #present(type: GraphQLInputType, place: ValuePosition): Value {
    if (isNonNullType(type)) return this.#present(type.ofType, place);
    if (isListType(type)) return this.#list(type.ofType, place);
    if (isInputObjectType(type)) return this.#inputObject(type, place);
    if (isEnumType(type)) {
      const name = this.#oneOf(type.getValues().map((value) => value.name));
      return same(name, name);
    }
    const known = { ...scalarValues, ...this.#options.values };
    const key = [...place.coordinates, type.name].find((coordinate) => coordinate in known);
    if (key === undefined) throw new Error(`no values are given for ${[...place.coordinates, type.name].join(' or ')}`);
    const json = this.#oneOf([...(known[key] ?? [])]);
    return same(JSON.stringify(json), json);
  }

  #list(item: GraphQLInputType, place: ValuePosition): Value {
    const length = this.#choose(fc.integer, { min: 0, max: 2 });
    const items = Array.from({ length }, () => this.#value(item, place));
    const written = (way: 'literal' | 'constant') => `[${items.map((value) => value[way]).join(', ')}]`;
    return { literal: written('literal'), constant: written('constant'), json: items.map(({ json }) => json) };
  }

  #inputObject(type: GraphQLInputObjectType, place: ValuePosition): Value {
    const fields = Object.values(type.getFields());
    const wanted = (field: GraphQLInputField) =>
      isRequiredInputField(field) || (this.#choose(fc.boolean) && getNamedType(field.type) !== type);
    const chosen = type.isOneOf ? [this.#oneOf(fields)] : fields.filter(wanted);
    const entries = chosen.map((field) => {
      // The one field of a oneOf input is not null, and neither is a variable in it.
      const exact = type.isOneOf ? new GraphQLNonNull(getNullableType(field.type)) : field.type;
      const inner = { ...place, coordinates: [`${type.name}.${field.name}`] };
      const value = this.#value(exact, inner);
      return [field.name, place.variables ? this.#perhapsVariable(String(exact), value) : value] as const;
    });
    const written = (way: 'literal' | 'constant') =>
      `{${entries.map(([name, value]) => `${name}: ${value[way]}`).join(', ')}}`;
    return {
      literal: written('literal'),
      constant: written('constant'),
      json: Object.fromEntries(entries.map(([name, { json }]) => [name, json])),
    };
  }

  #perhapsVariable(type: string, value: Value): Value {
    const plain = value.literal === value.constant;
    return plain && this.#choose(fc.integer, { min: 0, max: 3 }) === 0
      ? { ...value, literal: this.#variable(type, value) }
      : value;
  }

  #name(stem: string): string {
    this.#names += 1;
    return `${stem}${this.#names}`;
  }
}

function same(text: string, json: unknown): Value {
  return { literal: text, constant: text, json };
}
