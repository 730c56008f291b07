import type { PageLimits } from '@collective-impact/store';
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
import { pageLimitsOf } from '../../shared/page-limits.ts';
import type { Variables } from '../../shared/variables.ts';
import { weightOf } from './field-weight.ts';

/** Assumed number of entries of a list without pages. The actual number is counted when the list is read. */
const assumedEntries = 10;

type Fields = Record<string, GraphQLField<unknown, unknown>>;

/** Larger costs are equal, so that a cost remains an exact number. */
const maximumCost = 1e15;

/**
 * The cost of an operation, computed before it is executed: the number of objects that it reads at most by its page sizes,
 * and the weights that `@cost` declares for its fields, each for every parent object. A list without pages counts as ten
 * objects, and an analysis as the figures that its arguments ask for, see {@link figuresOf}.
 */
export function operationCost(execution: ExecutionArgs): number {
  const { schema, document, operationName, variableValues } = execution;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const variables: Variables = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const value = variableValues?.[name];
    variables[name] = value === undefined && defaultValue ? valueFromASTUntyped(defaultValue) : value;
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  let cost = 0;

  function walk(set: SelectionSetNode, at: { fields: Fields; times: number; inConnection: boolean }): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) walkField(node, at);
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        const type = node.typeCondition?.name.value;
        walk(node.selectionSet, type === undefined ? at : { ...at, fields: fieldsOf(type) });
      } else {
        const fragment = fragments.get(node.name.value);
        if (fragment) walk(fragment.selectionSet, { ...at, fields: fieldsOf(fragment.typeCondition.name.value) });
      }
    }
  }

  function walkField(node: FieldNode, at: { fields: Fields; times: number; inConnection: boolean }): void {
    const field = at.fields[node.name.value];
    if (!field) return;
    const { weight, entry } = weightOf(schema, field);
    const figures = entry > 0 ? figuresOf(field, { node, variables }) : null;
    cost += at.times * (weight + entry * (figures ?? 0));
    if (!node.selectionSet) return;
    const limits = pageLimitsOf(schema, field);
    const page = limits ? pageSize(node, { variables, limits }) : undefined;
    const isPlainList = isListType(getNullableType(field.type)) && !at.inConnection;
    const times = at.times * (page ?? figures ?? (isPlainList ? entriesOf(node, variables) : 1));
    cost += times;
    walk(node.selectionSet, {
      fields: fieldsOf(getNamedType(field.type).name),
      times,
      inConnection: limits !== null,
    });
  }

  function fieldsOf(name: string): Fields {
    const type = schema.getType(name);
    return isCompositeType(type) && !isUnionType(type) ? type.getFields() : {};
  }

  walk(operation.selectionSet, { fields: root.getFields(), times: 1, inConnection: false });
  return Math.min(cost, maximumCost);
}

/**
 * The assumed number of entries of a list without pages: at least that of its longest list argument, for example of ids,
 * because repeated ids return repeated entries.
 */
function entriesOf(node: FieldNode, variables: Variables): number {
  const lengths = (node.arguments ?? []).map((argument) => {
    const value: unknown = valueFromASTUntyped(argument.value, variables);
    return Array.isArray(value) ? value.length : 0;
  });
  return Math.max(assumedEntries, ...lengths);
}

/**
 * The assumed number of figures of an analysis: ten for each of its `periods`, or of ten periods. `by: []` requests no
 * categories, and one figure for each period.
 */
function figuresOf(
  { args }: GraphQLField<unknown, unknown>,
  { node, variables }: { node: FieldNode; variables: Variables },
): number {
  const given = (name: string): unknown => {
    const argument = node.arguments?.find((each) => each.name.value === name);
    return argument && valueFromASTUntyped(argument.value, variables);
  };
  const [periods, by] = [given('periods'), given('by')];
  const ofPeriods = Array.isArray(periods) ? Math.max(1, periods.length) : assumedEntries;
  const isByCategory = args.some(({ name }) => name === 'by') && !(Array.isArray(by) && by.length === 0);
  return ofPeriods * (isByCategory ? assumedEntries : 1);
}

/** The number of entries that a connection returns at most. Its field rejects a size outside the limits. */
function pageSize(node: FieldNode, { variables, limits }: { variables: Variables; limits: PageLimits }): number {
  const sizes = (node.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => valueFromASTUntyped(value, variables))
    .filter((size) => typeof size === 'number' && size >= 0);
  return sizes.length > 0 ? Math.min(limits.max, ...(sizes as number[])) : limits.default;
}
