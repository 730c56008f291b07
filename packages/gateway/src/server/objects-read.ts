import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** How many entries a list is thought to have that has no pages; what it truly has counts once it is read. */
const plainList = 10;

/** A page where no size is given, and the largest there is; a larger one is for the field to refuse. */
const [usualPage, largestPage] = [20, 100];

type Fields = Record<string, GraphQLField<unknown, unknown>>;

/**
 * How many objects an operation reads at most, by the sizes of the pages that it asks for; lists without pages count as
 * ten. Stops counting beyond `limit`.
 */
export function objectsRead(execution: ExecutionArgs, limit: number): number {
  const { schema, document, operationName, variableValues } = execution;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const variables: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const given = variableValues?.[name];
    variables[name] = given === undefined && defaultValue ? valueFromASTUntyped(defaultValue) : given;
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  let objects = 0;

  function walk(set: SelectionSetNode, at: { fields: Fields; times: number; inConnection: boolean }): void {
    for (const node of set.selections) {
      if (objects > limit) return;
      if (node.kind === Kind.FIELD) walkField(node, at);
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        const on = node.typeCondition?.name.value;
        walk(node.selectionSet, on === undefined ? at : { ...at, fields: fieldsOf(on) });
      } else {
        const fragment = fragments.get(node.name.value);
        if (fragment) walk(fragment.selectionSet, { ...at, fields: fieldsOf(fragment.typeCondition.name.value) });
      }
    }
  }

  function walkField(node: FieldNode, at: { fields: Fields; times: number; inConnection: boolean }): void {
    const field = at.fields[node.name.value];
    if (!node.selectionSet || !field) return;
    const page = pageSize(field, { node, variables });
    const isPlainList = isListType(getNullableType(field.type)) && !at.inConnection;
    const times = at.times * (page ?? (isPlainList ? entriesOf(node, variables) : 1));
    objects += times;
    walk(node.selectionSet, {
      fields: fieldsOf(getNamedType(field.type).name),
      times,
      inConnection: page !== undefined,
    });
  }

  function fieldsOf(name: string): Fields {
    const type = schema.getType(name);
    return isCompositeType(type) && !isUnionType(type) ? type.getFields() : {};
  }

  walk(operation.selectionSet, { fields: root.getFields(), times: 1, inConnection: false });
  return objects;
}

/**
 * A list without pages has as many entries as a list that it is asked for by, of ids say; an id that is named again is
 * answered again.
 */
function entriesOf(node: FieldNode, variables: Record<string, unknown>): number {
  const lengths = (node.arguments ?? []).map((argument) => {
    const value: unknown = valueFromASTUntyped(argument.value, variables);
    return Array.isArray(value) ? value.length : 0;
  });
  return Math.max(plainList, ...lengths);
}

/** The page that a connection is asked for; undefined for a field without pages. */
function pageSize(
  field: GraphQLField<unknown, unknown>,
  { node, variables }: { node: FieldNode; variables: Record<string, unknown> },
): number | undefined {
  const sizes = field.args.filter(({ name }) => name === 'first' || name === 'last');
  if (sizes.length === 0) return undefined;
  const asked = sizes.flatMap(({ name }) => {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    return given === undefined ? [] : Number(valueFromASTUntyped(given, variables) ?? usualPage);
  });
  const known = asked.filter((size) => size > 0);
  return known.length > 0 ? Math.min(largestPage, ...known) : usualPage;
}
