import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
} from 'graphql';

const sdl = /* GraphQL */ `
  enum Color { RED GREEN BLUE }
  scalar Day
  scalar Anything
  interface Node { id: ID! }
  interface Named implements Node { id: ID! name(upper: Boolean = false): String! }
  union Thing = Person | Group | Place
  input Filter { color: Color = GREEN min: Int = 1 tags: [String!] = ["x"] inner: Filter day: Day must: Int! }
  input Choice @oneOf { byId: ID byName: String byColor: Color byFilter: Filter }
  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Named]!
    things(first: Int = 3): [Thing]
    strictThings(first: Int! = 2): [Thing!]!
    promisedItems(first: Int = 3): [Person]
    matrix(rows: Int!, columns: Int = 2): [[Int!]]!
    echo(filter: Filter, text: String, list: [[Int]]): Anything
    choose(by: Choice!): Anything
    color(of: Color = RED): Color
    colors: [Color!]!
    day(on: Day): Day
    person(n: Int! = 1): Person
    everyone(first: Int = 2): PersonConnection!
    unknownThing: Thing
    noList: [Int]
    brokenDay: Day
    absentDay: Day!
  }
  type Person implements Node & Named {
    id: ID!
    name(upper: Boolean = false): String!
    age: Int
    friends(first: Int = 2): [Person!]
    best: Person
    group: Group!
    home: Place
    lazy: Person
    lazyName(suffix: String = "!"): String
    promised: Person
    promisedAge: Int!
    something: Thing
    deep: Person!
    nothing: String!
    throws: String
    throwsLater: String!
    throwsStrictly: Person!
    errorValue: Int
    sometimes: [Person]
    sparse: [Int!]
    getterThrows: String
    getterThrowsDeep: Trap
  }
  type Trap { snap: String }
  type PersonConnection { nodes: [Person!]! totalCount: Int! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Group implements Node & Named { id: ID! name(upper: Boolean = false): String! age: Int members(first: Int = 1): [Named!]! leader: Person }
  type Place implements Node { id: ID! age: Int address: Address! }
  type Address { lines: [String!]! zip: String }
`;

type Row = Record<string, unknown> & { n: number };

const soon = async <T>(value: T): Promise<T> => {
  await new Promise((resolve) => setImmediate(resolve));
  return value;
};

/** The result of a field depends only on the row's number modulo twelve. */
function person(n: number): Row {
  const row: Row = {
    n,
    __typename: 'Person',
    id: `person-${n}`,
    age: n % 4 === 0 ? null : n * 10,
    home: n % 3 === 0 ? null : place(n),
    lazy: () => person(n + 1),
    lazyName: ({ suffix }: { suffix: string | null }) => `lazy ${n}${suffix}`,
    errorValue: n % 2 === 0 ? new Error(`value ${n}`) : n,
    sparse: n % 2 === 0 ? [1, null, 3] : [n],
    getterThrowsDeep: {
      get snap() {
        throw new Error('snap');
      },
    },
  };
  Object.defineProperties(row, {
    best: { get: () => (n % 12 > 6 ? null : person(n + 1)) },
    promised: { get: () => soon(person(n + 2)) },
    promisedAge: { get: () => soon(n) },
    getterThrows: {
      get: () => {
        throw new Error('getter');
      },
    },
  });
  return row;
}

function group(n: number): Row {
  return { n, __typename: 'Group', id: `group-${n}`, age: n };
}

function place(n: number): Row {
  return {
    n,
    __typename: 'Place',
    id: `place-${n}`,
    age: n,
    address: { lines: ['a', `b${n}`], zip: n % 2 ? null : 'z' },
  };
}

/**
 * Numbers of rows that all fail in the same way. Non-null items require this: if an item throws while an earlier item is
 * pending, graphql-js does not handle the rejection of the earlier one, which ends the process.
 */
function alike(count: unknown, from: number): number[] {
  return numbers(count, 0).map((index) => from + 12 * index);
}

function thing(n: number): Row {
  return [person, group, place][n % 3]?.(n) ?? person(n);
}

function numbers(count: unknown, from = 1): number[] {
  return Array.from({ length: Math.max(0, Math.min(5, Number(count ?? 2))) }, (_, index) => index + from);
}

function fail(what: string): never {
  throw Object.assign(new Error(what), { extensions: { code: 'PLANNED' } });
}

const named: GraphQLFieldResolver<Row, unknown, { upper: boolean | null }> = ({ id }, { upper }) =>
  upper ? String(id).toUpperCase() : id;

type ResolverMap = Record<string, Record<string, GraphQLFieldResolver<Row, unknown>>>;

const resolvers: ResolverMap = {
  Query: {
    node: (_, { id }) => soon(id === 'none' ? null : thing(Number(id))),
    nodes: (_, { ids }) =>
      ids.map((id: string) => (id === 'none' ? null : [person, group][Number(id) % 2]?.(Number(id)))),
    things: (_, { first }) => soon(numbers(first, 0).map((n) => (n === 3 ? null : thing(n)))),
    strictThings: (_, { first }) => alike(first, 1).map((n) => (n === 25 ? soon(null) : thing(n))),
    promisedItems: (_, { first }) =>
      numbers(first).map((n) => (n === 3 ? Promise.reject(new Error('item')) : soon(person(n)))),
    matrix: (_, { rows, columns }) => numbers(rows).map((row) => (row === 2 ? [1, null] : numbers(columns))),
    echo: (_, args) => args,
    choose: (_, { by }) => soon(by),
    color: (_, { of }) => of,
    colors: () => ['red', 7],
    day: (_, { on }) => on,
    person: (_, { n }) => soon(n < 0 ? null : person(n)),
    everyone: (_, { first }) => new People(alike(first, 1)),
    unknownThing: () => ({ __typename: 'Nowhere' }),
    noList: () => 5,
    brokenDay: () => 'no day',
    absentDay: () => ({ day: null }),
  },
  Person: {
    name: named as never,
    friends: ({ n }, { first }) => soon(alike(first, n + 1).map(person)),
    group: ({ n }) => group(n),
    something: ({ n }) => soon(thing(n)),
    deep: ({ n }) => soon(person(n + 1)),
    nothing: ({ n }) => (n % 2 === 0 ? null : 'something'),
    throws: ({ n }) => (n % 2 === 0 ? fail(`throws ${n}`) : 'fine'),
    throwsLater: async ({ n }) => (n % 2 === 0 ? fail(`later ${n}`) : 'fine'),
    throwsStrictly: ({ n }) => (n % 3 === 0 ? fail(`strictly ${n}`) : person(n + 1)),
    sometimes: ({ n }) => soon([person(n), n % 2 === 0 ? null : person(n + 1)]),
  },
  Group: {
    name: named as never,
    members: ({ n }, { first }) => alike(first, n).map((at) => (at % 2 ? person(at) : group(at))),
    leader: ({ n }) => person(n),
  },
};

/** A connection like those of the gateway: an instance of a class with accessors. */
class People {
  readonly #numbers: number[];

  constructor(list: number[]) {
    this.#numbers = list;
  }

  get nodes(): Row[] {
    return this.#numbers.map(person);
  }

  get totalCount(): Promise<number> {
    return soon(this.#numbers.length);
  }

  get pageInfo() {
    return { hasNextPage: false, endCursor: this.#numbers.at(-1)?.toString() };
  }
}

/**
 * A schema with the cases that are difficult to execute: abstract types, nested lists, nulls and errors of nullable and
 * non-null fields, properties that are promises, functions and accessors, enums and scalars with other internal values,
 * defaults, and oneOf inputs.
 */
export function richSchema(): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const known = (schema.getType(typeName) as GraphQLObjectType).getFields();
    for (const [name, resolve] of Object.entries(fields)) Object.assign(known[name] ?? {}, { resolve });
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: { __typename: string }) => value.__typename;
  }
  giveInternalValues(schema.getType('Color') as GraphQLEnumType);
  Object.assign(schema.getType('Day') as GraphQLScalarType, {
    serialize: (value: { day?: string | null }) => (typeof value === 'object' ? value.day : fail('no day')),
    parseValue: (text: unknown) => ({ day: text }),
    parseLiteral: (node: { value?: string }) => ({ day: node.value }),
  });
  return schema;
}

/** The internal values of an enum: a string for RED, a number for GREEN, and for BLUE an object that JSON cannot express. */
function giveInternalValues(colors: GraphQLEnumType): void {
  const inside: Record<string, unknown> = { RED: 'red', GREEN: 7, BLUE: Symbol.for('blue') };
  for (const value of colors.getValues()) value.value = inside[value.name];
}

/** Values for the arguments of the schema. */
export const richValues: Record<string, readonly unknown[]> = {
  Day: ['2026-01-02', '1999-12-31'],
  Anything: ['anything'],
  String: [
    '',
    'plain',
    'quo"te\\',
    'línea\n',
    '__proto__',
    '\u0024{1}`',
    '"__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8"',
  ],
};

/** Fields that return errors, and properties that are promises or functions. Readers return none of these. */
export const oddFields: ReadonlySet<string> = new Set([
  'Person.throws',
  'Person.throwsLater',
  'Person.throwsStrictly',
  'Person.nothing',
  'Person.errorValue',
  'Person.sparse',
  'Person.getterThrows',
  'Person.promisedAge',
  'Person.lazyName',
  'Trap.snap',
  'Query.promisedItems',
  'Query.matrix',
  'Query.unknownThing',
  'Query.noList',
  'Query.brokenDay',
  'Query.absentDay',
]);
