import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Values of arguments that a field requires, by their names. */
const requiredValues: Readonly<Record<string, string>> = {
  dimension: '"d"',
  framework: 'FIVE_CONDITIONS',
  number: '1',
  over: '[ORGANIZATIONS]',
  period: '"2024"',
  reference: 'TOTAL',
  slug: '$slug',
  ids: '$ids',
  id: '$id',
  secret: '"ci_invite_unknown"',
};

/** The arguments of pages, which are no filters. */
const paging: readonly string[] = ['first', 'last', 'after', 'before'];

/** An optional argument of a field. */
export interface Filter {
  readonly field: GraphQLField<unknown, unknown>;
  readonly argument: GraphQLArgument;
}

/** The names of the record types of a schema. */
export function recordNames(schema: GraphQLSchema): string[] {
  const node = schema.getType('Node');
  return isAbstractType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
}

/** Writes documents that select every field of a type, and of the objects in it, up to the next records. */
export class Paths {
  readonly #schema: GraphQLSchema;
  readonly #records: ReadonlySet<string>;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    this.#records = new Set(recordNames(schema));
  }

  /** Reads the records `$ids` of a type, with every field, or with one only. Connections are read with `$first`. */
  documentOf(type: string, only?: string): string {
    const fields = this.#fieldsOf(this.#schema.getType(type) as GraphQLObjectType, [], only);
    const first = fields.includes('$first') ? ', $first: Int' : '';
    return `query ($ids: [ID!]!${first}) { nodes(ids: $ids) { __typename id ... on ${type} { ${fields} } } }`;
  }

  /** Reads every field of `Query`, except `nodes`, which the documents of types read, and `viewer`, which differs by caller. */
  rootDocument(only?: string): string {
    const query = this.#schema.getQueryType() as GraphQLObjectType;
    const fields = Object.values(query.getFields()).filter(({ name }) =>
      only === undefined ? name !== 'nodes' && name !== 'viewer' : name === only,
    );
    const written = fields.map((field) => this.#field(field, ['Query'])).join(' ');
    const variables = Object.entries({ id: 'ID!', slug: 'String!', first: 'Int' }).filter(([name]) =>
      written.includes(`$${name}`),
    );
    return `query (${variables.map(([name, type]) => `$${name}: ${type}`).join(', ')}) { ${written} }`;
  }

  /** The fields of a type, or of `Query`, once for each value of each filter: `values` are those of an argument, as GraphQL writes them. */
  filteredFields(type: string, values: (filter: Filter) => readonly string[]): string[] {
    const object = this.#schema.getType(type) as GraphQLObjectType;
    return Object.values(object.getFields()).flatMap((field) =>
      field.args
        .filter((argument) => !isRequiredArgument(argument) && !paging.includes(argument.name))
        .flatMap((argument) => values({ field, argument }).map((value) => `${argument.name}: ${value}`))
        .map((argument) => this.#field(field, [type], argument)),
    );
  }

  /** Reads fields of the records `$ids` of a type, or of the root, under their aliases. */
  documentOfFields(type: string, fields: ReadonlyMap<string, string>): string {
    const written = [...fields].map(([alias, field]) => `${alias}: ${field}`).join(' ');
    const first = written.includes('$first') ? '$first: Int' : '';
    if (type === 'Query') return `query ${first && `(${first})`} { __typename ${written} }`;
    return `query ($ids: [ID!]!, ${first}) { nodes(ids: $ids) { __typename id ... on ${type} { ${written} } } }`;
  }

  #fieldsOf(type: GraphQLObjectType, within: readonly string[], only?: string): string {
    const fields = Object.values(type.getFields()).filter(({ name }) => only === undefined || name === only);
    return fields.map((field) => this.#field(field, [...within, type.name])).join(' ');
  }

  #field(field: GraphQLField<unknown, unknown>, within: readonly string[], more?: string): string {
    const selection = this.#selection(field.type, within);
    if (selection === null) return '';
    const paged = field.args.some(({ name }) => name === 'first') ? ['first: $first'] : [];
    const needed = field.args.filter(isRequiredArgument).map(({ name }) => {
      const value = requiredValues[name];
      if (value !== undefined) return `${name}: ${value}`;
      throw new Error(`Add a value of the argument ${name} of ${within.at(-1)}.${field.name} to requiredValues.`);
    });
    const values = [...paged, ...needed, ...(more ? [more] : [])];
    return `${field.name}${values.length > 0 ? `(${values.join(', ')})` : ''} ${selection}`;
  }

  /** Null for an object that contains itself. */
  #selection(output: GraphQLOutputType, within: readonly string[]): string | null {
    const type = getNamedType(output);
    if (isLeafType(type)) return '';
    if (type.name === 'Node' || this.#records.has(type.name)) return '{ __typename id }';
    if (within.includes(type.name)) return null;
    if (isObjectType(type)) return `{ __typename ${this.#fieldsOf(type, within)} }`;
    const members = this.#schema.getPossibleTypes(type).map((member) => {
      if (this.#records.has(member.name)) return `... on ${member.name} { id }`;
      // Members may have fields of the same name and of different types.
      const fields = Object.values(member.getFields()).flatMap((field) => {
        const written = this.#field(field, [...within, member.name]);
        return written === '' ? [] : `${member.name}_${field.name}: ${written}`;
      });
      return `... on ${member.name} { ${fields.join(' ')} }`;
    });
    return `{ __typename ${members.join(' ')} }`;
  }
}
