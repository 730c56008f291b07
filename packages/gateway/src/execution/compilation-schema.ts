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

/** The type of every argument of the {@link compilationSchema}. Its values are coerced before and passed unchanged. */
export const coercedValue = new GraphQLScalarType({ name: '__CoercedValue' });

/**
 * A copy of the output types of a schema, in which every difference between graphql-jit and graphql-js is corrected or made
 * an error. An error is always safe, because the query is then interpreted.
 *
 * - Arguments have no type, no default and no literal. graphql-jit writes literals into the program text, so that a caller
 *   could inject code.
 * - A property with objects or lists, and every property of a connection, is read once, and awaited or called if it is a
 *   promise or a function. graphql-jit reads it repeatedly and uses it unchanged.
 * - The value of an object type must be an object.
 * - A type resolver must return synchronously, because graphql-jit does not wait.
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
      isTypeOf: isRoot ? undefined : isObjectOrNull,
    });
  }

  function copyInterface(type: GraphQLInterfaceType): GraphQLInterfaceType {
    return new GraphQLInterfaceType({
      name: type.name,
      interfaces: () => type.getInterfaces().map(copyOf) as GraphQLInterfaceType[],
      fields: () => copyFields(type, false),
      resolveType: synchronousTypeResolver(type),
    });
  }

  function copyUnion(type: GraphQLUnionType): GraphQLUnionType {
    return new GraphQLUnionType({
      name: type.name,
      types: () => type.getTypes().map(copyOf) as GraphQLObjectType[],
      resolveType: synchronousTypeResolver(type),
    });
  }

  function copyFields(type: GraphQLObjectType | GraphQLInterfaceType, readOnce: boolean) {
    const fields: Record<string, GraphQLFieldConfig<unknown, unknown>> = {};
    for (const field of Object.values(type.getFields())) {
      fields[field.name] = {
        type: copyOutput(field.type),
        args: Object.fromEntries(field.args.map(({ name }) => [name, { type: coercedValue }])),
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
    types: [...copies.values(), coercedValue],
    assumeValid: true,
  });
}

/** The serializers of leaf types, with the checks that graphql-jit omits. */
export function leafSerializers(schema: GraphQLSchema): Record<string, (value: unknown) => unknown> {
  const leaves = Object.values(schema.getTypeMap()).filter(isLeafType);
  return Object.fromEntries(
    leaves.map((type) => [
      type.name,
      (value: unknown) => {
        if (!isWaitingOrCallable(value)) {
          const serialized = type.serialize(value);
          if (serialized !== null) return serialized;
        }
        throw new Error(`A value of ${type.name} is a promise or function, or is serialized as null.`);
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

function isObjectOrNull(value: unknown): boolean {
  return typeof value === 'object';
}

function isWaitingOrCallable(value: unknown): boolean {
  if (!isPromiseLike(value)) return typeof value === 'function';
  ignoreRejection(value);
  return true;
}

function synchronousTypeResolver(type: GraphQLAbstractType): GraphQLTypeResolver<unknown, unknown> {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (value, context, info) => {
    if (!isObjectOrNull(value)) return undefined;
    const name: unknown = resolveType(value, context, info, type);
    if (isPromiseLike(name)) ignoreRejection(name);
    return typeof name === 'string' ? name : undefined;
  };
}
