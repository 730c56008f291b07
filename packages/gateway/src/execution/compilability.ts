import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Pitfalls } from './pitfalls.ts';

/** Why an operation is not compiled. */
export type NotCompiledReason =
  | 'introspection'
  | 'reserved-name'
  | 'ambiguous-names'
  | 'type-check'
  | 'arguments'
  | 'too-large';

/** The number of fields of the compiled query, or the reason not to compile it. */
export type Compilability = { fields: number } | { refusal: NotCompiledReason };

/** A position in the response: its parts as graphql-jit names them, and the number of lists around it. */
interface ResponsePosition {
  parts: readonly string[];
  lists: number;
}

/**
 * Searches an operation without conditions for positions that graphql-jit confuses, and counts its fields with fragments
 * expanded, once for every possible type. Counting stops beyond `limit`, because a short document can be a very large
 * compiled query.
 */
export class CompilabilityCheck {
  readonly #schema: GraphQLSchema;
  readonly #pitfalls: Pitfalls;
  readonly #limit: number;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #weights = new Map<string, number>();
  readonly #places = new Map<string, string>();
  #fields = 0;
  #refusal: NotCompiledReason | undefined;

  constructor(options: { schema: GraphQLSchema; pitfalls: Pitfalls; limit: number }) {
    this.#schema = options.schema;
    this.#pitfalls = options.pitfalls;
    this.#limit = options.limit;
  }

  /** The verdict on the only operation of the document. A check can be used once. */
  of(document: DocumentNode): Compilability {
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    const root = operation && this.#schema.getRootType(operation.operation);
    if (operation && root) this.#operation(operation, root);
    return this.#refusal ? { refusal: this.#refusal } : { fields: this.#fields };
  }

  #operation({ selectionSet }: OperationDefinitionNode, root: GraphQLObjectType): void {
    if (this.#weight(selectionSet) > this.#limit) this.#refusal = 'too-large';
    else this.#object(root, { sets: [selectionSet], place: { parts: [], lists: 0 } });
  }

  /** The number of fields below a selection, for all types. graphql-jit visits them once for each field above. */
  #weight(set: SelectionSetNode | undefined): number {
    let weight = 0;
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) weight += 1 + this.#weight(node.selectionSet);
      if (node.kind === Kind.INLINE_FRAGMENT) weight += this.#weight(node.selectionSet);
      if (node.kind === Kind.FRAGMENT_SPREAD) weight += this.#fragmentWeight(node.name.value);
    }
    return weight;
  }

  #fragmentWeight(name: string): number {
    const existing = this.#weights.get(name) ?? this.#weight(this.#fragments.get(name)?.selectionSet);
    this.#weights.set(name, existing);
    return existing;
  }

  #object(type: GraphQLObjectType, at: { sets: SelectionSetNode[]; place: ResponsePosition }): void {
    if (this.#pitfalls.checked.has(type.name)) this.#refusal ??= 'type-check';
    for (const [key, nodes] of this.#collect(type, at.sets)) {
      this.#field(type, { key, nodes, place: within(at.place, key) });
      if (this.#refusal) return;
    }
  }

  #field(type: GraphQLObjectType, at: { key: string; nodes: FieldNode[]; place: ResponsePosition }): void {
    const name = at.nodes[0]?.name.value ?? '';
    this.#fields += 1;
    if (this.#fields > this.#limit) this.#refusal = 'too-large';
    if (at.key === '__proto__') this.#refusal = 'reserved-name';
    if (name === '__schema' || name === '__type') this.#refusal = 'introspection';
    if (this.#pitfalls.ambiguous.has(`${type.name}.${name}`)) this.#refusal = 'ambiguous-names';
    const field = type.getFields()[name];
    if (this.#refusal || !field) return;
    this.#claim(at.place);
    const sets = at.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (sets.length > 0) this.#value(field.type, { sets, place: at.place });
  }

  #value(type: GraphQLOutputType, at: { sets: SelectionSetNode[]; place: ResponsePosition }): void {
    let place = at.place;
    for (let inner = getNullableType(type); isListType(inner); inner = getNullableType(inner.ofType)) {
      place = { ...within(place, `idx${place.lists}`), lists: place.lists + 1 };
      this.#claim(place);
    }
    const named = getNamedType(type);
    if (isObjectType(named)) this.#object(named, { sets: at.sets, place });
    if (!isAbstractType(named)) return;
    for (const possible of this.#schema.getPossibleTypes(named)) {
      this.#object(possible, { sets: at.sets, place: within(place, possible.name) });
    }
  }

  /** graphql-jit joins the parts of a position by `_`. Two positions with the same name share one `info`. */
  #claim({ parts }: ResponsePosition): void {
    const name = parts.join('_');
    const exact = parts.join('.');
    if ((this.#places.get(name) ?? exact) !== exact) this.#refusal = 'ambiguous-names';
    this.#places.set(name, exact);
  }

  #collect(type: GraphQLObjectType, sets: SelectionSetNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    const collect = (set: SelectionSetNode): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const key = node.alias?.value ?? node.name.value;
          const existing = fields.get(key);
          if (existing) existing.push(node);
          else fields.set(key, [node]);
        } else if (node.kind === Kind.INLINE_FRAGMENT) {
          if (this.#applies(node.typeCondition?.name.value, type)) collect(node.selectionSet);
        } else if (!visited.has(node.name.value)) {
          visited.add(node.name.value);
          const fragment = this.#fragments.get(node.name.value);
          if (fragment && this.#applies(fragment.typeCondition.name.value, type)) collect(fragment.selectionSet);
        }
      }
    };
    for (const set of sets) collect(set);
    return fields;
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.#schema.getType(condition);
    return isAbstractType(named) && this.#schema.isSubType(named, type);
  }
}

function within(place: ResponsePosition, part: string): ResponsePosition {
  return { ...place, parts: [...place.parts, part] };
}
