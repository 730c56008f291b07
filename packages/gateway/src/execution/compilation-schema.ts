import {
  defaultFieldResolver,
  defaultTypeResolver,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldConfig,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedOutputType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  GraphQLSchema,
  type GraphQLTypeResolver,
  GraphQLUnionType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { ignoreRejection, isPromiseLike } from '../shared/promise.ts';
import { compiledResolver } from './field-failure.ts';
import { originalResolver } from './list-items.ts';

/** The type of every argument of the {@link compilationSchema}: values come worked out, and pass as they are. */
export const workedOut = new GraphQLScalarType({ name: '__WorkedOut' });

/**
 * A copy of a schema's output side in which everything that graphql-jit does otherwise than graphql-js is either put
 * right or made an error. (A compiled run that met an error is thrown away, so an error is always safe.)
 *
 * - Arguments have no type, no default and no literal: graphql-jit prints literals into the program text, and a string
 *   that a caller has chosen well is then run as a program.
 * - A property that holds objects or lists, and every one of a connection, is read once, and awaited or called where it
 *   is a promise or a function: graphql-jit reads it again and again, and takes it as it is.
 * - What stands for an object must be one.
 * - A type resolver answers at once: graphql-jit does not wait.
 */
export function compilationSchema(schema: GraphQLSchema): GraphQLSchema {
  const copies = new Map<string, GraphQLNamedOutputType>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) copies.set(type.name, copyObject(type));
    if (isInterfaceType(type)) copies.set(type.name, copyInterface(type));
    if (isUnionType(type)) copies.set(type.name, copyUnion(type));
  }

  function copyObject(type: GraphQLObjectType): GraphQLObjectType {
    const isRoot = type === schema.getQueryType();
    return new GraphQLObjectType({
      name: type.name,
      interfaces: () => type.getInterfaces().map(copyOf) as GraphQLInterfaceType[],
      fields: () => copyFields(type, isRoot || type.name.endsWith('Connection')),
      isTypeOf: isRoot ? undefined : standsForObject,
    });
  }

  function copyInterface(type: GraphQLInterfaceType): GraphQLInterfaceType {
    return new GraphQLInterfaceType({
      name: type.name,
      interfaces: () => type.getInterfaces().map(copyOf) as GraphQLInterfaceType[],
      fields: () => copyFields(type, false),
      resolveType: careful(type),
    });
  }

  function copyUnion(type: GraphQLUnionType): GraphQLUnionType {
    return new GraphQLUnionType({
      name: type.name,
      types: () => type.getTypes().map(copyOf) as GraphQLObjectType[],
      resolveType: careful(type),
    });
  }

  function copyFields(type: GraphQLObjectType | GraphQLInterfaceType, readOnce: boolean) {
    const fields: Record<string, GraphQLFieldConfig<unknown, unknown>> = {};
    for (const field of Object.values(type.getFields())) {
      fields[field.name] = {
        type: copyOutput(field.type),
        args: Object.fromEntries(field.args.map(({ name }) => [name, { type: workedOut }])),
        resolve: compiled(field, readOnce || isCompositeType(getNamedType(field.type))),
      };
    }
    return fields;
  }

  function copyOutput(type: GraphQLOutputType): GraphQLOutputType {
    if (isNonNullType(type)) return new GraphQLNonNull(copyOutput(type.ofType));
    if (isListType(type)) return new GraphQLList(copyOutput(type.ofType));
    return copyOf(type);
  }

  function copyOf(type: GraphQLNamedOutputType): GraphQLNamedOutputType {
    return copies.get(type.name) ?? type;
  }

  const query = copies.get(schema.getQueryType()?.name ?? '');
  return new GraphQLSchema({
    query: isObjectType(query) ? query : undefined,
    types: [...copies.values(), workedOut],
    assumeValid: true,
  });
}

/** How a leaf value is written out, with what graphql-jit does not check. */
export function leafSerializers(schema: GraphQLSchema): Record<string, (value: unknown) => unknown> {
  const leaves = Object.values(schema.getTypeMap()).filter(isLeafType);
  return Object.fromEntries(
    leaves.map((type) => [
      type.name,
      (value: unknown) => {
        if (!isWaitingOrCallable(value)) {
          const written = type.serialize(value);
          if (written !== null) return written;
        }
        throw new Error(`a value of ${type.name} is not one yet, or is null once written`);
      },
    ]),
  );
}

/** The resolver of a compiled field; undefined if the field is a property that the compiled query can read itself. */
function compiled(field: GraphQLField<unknown, unknown>, needsResolver: boolean) {
  const resolve = originalResolver(field);
  if (resolve === defaultFieldResolver && !needsResolver) return undefined;
  return compiledResolver(resolve, { isList: isListType(getNullableType(field.type)) });
}

function standsForObject(value: unknown): boolean {
  return typeof value === 'object';
}

function isWaitingOrCallable(value: unknown): boolean {
  if (!isPromiseLike(value)) return typeof value === 'function';
  ignoreRejection(value);
  return true;
}

function careful(type: GraphQLAbstractType): GraphQLTypeResolver<unknown, unknown> {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (value, context, info) => {
    if (!standsForObject(value)) return undefined;
    const answer: unknown = resolveType(value, context, info, type);
    if (isPromiseLike(answer)) ignoreRejection(answer);
    return typeof answer === 'string' ? answer : undefined;
  };
}
