import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Variables } from '../shared/variables.ts';
import { FieldArguments } from './arguments.ts';
import type { NotCompiledReason } from './compilability.ts';
import { coercedValue } from './compilation-schema.ts';
import type { Pitfalls } from './pitfalls.ts';

/** An operation without conditions and literals, and the sources of its arguments. */
export interface SpecializedOperation {
  document: DocumentNode;
  arguments: FieldArguments[];
}

/** The variables that `@skip` and `@include` depend on. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== GraphQLSkipDirective.name && node.name.value !== GraphQLIncludeDirective.name) return;
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/**
 * Rewrites an operation with its fragments for values of its {@link conditionVariables}: removes the conditions and the
 * selections that they exclude, and makes every argument a separate variable.
 *
 * graphql-jit stores conditions in the syntax tree. A fragment that is used twice would also get the conditions of the
 * other use.
 */
export function specialize(options: {
  schema: GraphQLSchema;
  document: DocumentNode;
  variables: Variables;
  pitfalls: Pitfalls;
}): SpecializedOperation | NotCompiledReason {
  const { schema, document, variables, pitfalls } = options;
  const fieldArguments: FieldArguments[] = [];
  let refusal: NotCompiledReason | undefined;
  const typeInfo = new TypeInfo(schema);
  const included = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
  const unconditional = <Node extends SelectionNode>(node: Node) =>
    included(node) ? { ...node, directives: [] } : null;

  function withVariables(node: FieldNode, field: GraphQLField<unknown, unknown>): readonly ArgumentNode[] {
    if (field.args.length === 0) return [];
    const entry = new FieldArguments({ field, node, position: fieldArguments.length });
    fieldArguments.push(entry);
    return entry.asVariables();
  }

  const rewritten: DocumentNode = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const field = typeInfo.getFieldDef();
        if (!included(node) || !field) return null;
        if (pitfalls.argumentsDiffer.has(`${typeInfo.getParentType()?.name}.${field.name}`)) refusal = 'arguments';
        return { ...node, directives: [], arguments: withVariables(node, field) };
      },
      InlineFragment: unconditional,
      FragmentSpread: unconditional,
    }),
  );
  return refusal ?? { document: redefined(rewritten, fieldArguments), arguments: fieldArguments };
}

function redefined(document: DocumentNode, fieldArguments: FieldArguments[]): DocumentNode {
  const redefine = (node: OperationDefinitionNode): OperationDefinitionNode => {
    const names = new Set(node.variableDefinitions?.map(({ variable }) => variable.name.value));
    for (const entry of fieldArguments) for (const name of entry.variableNames()) names.add(name);
    return { ...node, directives: [], variableDefinitions: [...names].map(definition) };
  };
  const definitions = document.definitions as readonly (OperationDefinitionNode | FragmentDefinitionNode)[];
  return {
    ...document,
    definitions: definitions.map((node) => (node.kind === Kind.OPERATION_DEFINITION ? redefine(node) : node)),
  };
}

function definition(name: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: coercedValue.name } },
  };
}
