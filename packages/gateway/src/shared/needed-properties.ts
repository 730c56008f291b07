import { RowProperties } from '@collective-impact/store';
import {
  defaultFieldResolver,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Which operation a field belongs to, and its type. */
export type SelectedField = Pick<GraphQLResolveInfo, 'schema' | 'operation' | 'fragments' | 'returnType'>;

/** The properties that resolvers state with {@link reading}. */
const stated = new WeakMap<object, readonly string[]>();

/** The properties of its object that each field reads. Fields whose resolvers do not state them are absent. */
const propertiesOfFields = new WeakMap<object, readonly string[]>();

/** The fields that each operation selects of each type. */
const selectedFields = new WeakMap<OperationDefinitionNode, SelectedFields>();

/** A resolver that states which properties it reads of its object: all that the type of its first parameter has. */
export function reading<Row, Rest extends unknown[], Result>(
  properties: { readonly [Property in keyof Row & string]-?: true },
  resolve: (row: Row, ...rest: Rest) => Result,
): (row: Row, ...rest: Rest) => Result {
  stated.set(resolve, Object.keys(properties));
  return resolve;
}

/**
 * Notes which properties the fields of a schema read, by its resolvers: a later one replaces an earlier one. The functions in the schema
 * are other ones, because the schema binds them. Must be called before the fields get further resolvers.
 */
export function notePropertiesOfFields(schema: GraphQLSchema, resolvers: readonly object[]): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const isProperty = field.resolve === undefined || field.resolve === defaultFieldResolver;
      const properties = isProperty ? [field.name] : stated.get(resolverOf(resolvers, { type, field }));
      if (properties) propertiesOfFields.set(field, properties);
    }
  }
}

function resolverOf(
  resolvers: readonly object[],
  { type, field }: { type: GraphQLObjectType; field: GraphQLField<unknown, unknown> },
): object {
  const ofType = (each: object): object => Reflect.get(each, type.name) ?? {};
  const found = resolvers.findLast((each) => Object.hasOwn(ofType(each), field.name));
  return found ? Reflect.get(ofType(found), field.name) : {};
}

/**
 * The properties of objects of a type that the fields of an operation read, wherever it selects them. Undefined if a field can read
 * any property, or if the type is not an object type.
 */
export function neededProperties(
  type: unknown,
  { schema, operation, fragments }: Omit<SelectedField, 'returnType'>,
): RowProperties | undefined {
  let selected = selectedFields.get(operation);
  if (!selected) {
    selected = new SelectedFields({ schema, operation, fragments });
    selectedFields.set(operation, selected);
  }
  return isObjectType(type) ? selected.propertiesOf(type) : undefined;
}

/** The properties of the objects of a field that the fields of its operation read; see {@link neededProperties}. */
export function neededOfField(field: SelectedField): RowProperties | undefined {
  return neededProperties(getNamedType(field.returnType), field);
}

class SelectedFields {
  readonly #schema: GraphQLSchema;
  readonly #fragments: { readonly [name: string]: FragmentDefinitionNode };
  readonly #visited = new Set<string>();
  readonly #fields = new Map<GraphQLObjectType, Set<GraphQLField<unknown, unknown>>>();
  readonly #properties = new Map<GraphQLObjectType, RowProperties | undefined>();

  constructor({ schema, operation, fragments }: Omit<SelectedField, 'returnType'>) {
    this.#schema = schema;
    this.#fragments = fragments;
    const root = schema.getRootType(operation.operation);
    if (root) this.#select(root, operation.selectionSet);
  }

  propertiesOf(type: GraphQLObjectType): RowProperties | undefined {
    if (!this.#properties.has(type)) {
      const read = [...(this.#fields.get(type) ?? [])].map((field) => propertiesOfFields.get(field));
      this.#properties.set(
        type,
        read.includes(undefined) ? undefined : new RowProperties(read.flatMap((each) => each ?? [])),
      );
    }
    return this.#properties.get(type);
  }

  #select(parent: unknown, { selections }: SelectionSetNode): void {
    const types = isAbstractType(parent) ? this.#schema.getPossibleTypes(parent) : isObjectType(parent) ? [parent] : [];
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        for (const type of types) this.#selectField(type, selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        this.#select(condition === undefined ? parent : this.#schema.getType(condition), selection.selectionSet);
      } else if (!this.#visited.has(selection.name.value)) {
        this.#visited.add(selection.name.value);
        const fragment = this.#fragments[selection.name.value];
        if (fragment) this.#select(this.#schema.getType(fragment.typeCondition.name.value), fragment.selectionSet);
      }
    }
  }

  #selectField(
    type: GraphQLObjectType,
    { name, selectionSet }: { name: { value: string }; selectionSet?: SelectionSetNode | undefined },
  ): void {
    const field = type.getFields()[name.value];
    if (!field) return;
    const fields = this.#fields.get(type) ?? new Set();
    this.#fields.set(type, fields.add(field));
    const result = getNamedType(field.type);
    if (selectionSet && isCompositeType(result)) this.#select(result, selectionSet);
  }
}
