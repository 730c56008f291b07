import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The limits of a document. See {@link RequestLimits}. */
export type DocumentLimits = Record<'depth' | 'fields' | 'aliases' | 'rootFields' | 'directives', number>;

/** Measures a document with its fragments expanded. The document need not be valid. */
export class MeasuredDocument {
  readonly #document: DocumentNode;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #open = new Set<string>();
  #fields = 0;
  #aliases = 0;
  #rootFields = 0;
  #depth = 0;
  #directives = 0;
  readonly #limits: DocumentLimits;

  constructor(document: DocumentNode, limits: DocumentLimits) {
    this.#limits = limits;
    this.#document = document;
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  /** A message for each limit that the document exceeds. */
  exceededLimits(): string[] {
    for (const node of this.#document.definitions) if (node.kind === Kind.OPERATION_DEFINITION) this.#operation(node);
    const { depth, fields, aliases, rootFields, directives } = this.#limits;
    const most = (limit: keyof DocumentLimits) => this.#limits[limit].toLocaleString('en');
    const messages = [
      this.#depth > depth && `The request is more than ${most('depth')} levels deep. Select fewer levels.`,
      this.#fields > fields &&
        `The request selects more than ${most('fields')} fields, including those in fragments. Select fewer fields.`,
      this.#aliases > aliases &&
        `The request has more than ${most('aliases')} aliases, including those in fragments. Send several requests.`,
      this.#rootFields > rootFields &&
        `The operation has more than ${most('rootFields')} root fields. Send several requests.`,
      this.#directives > directives &&
        `The request has more than ${most('directives')} directives, including those in fragments. Use fewer directives.`,
    ];
    return messages.filter((message) => message !== false);
  }

  #operation({ selectionSet, directives }: OperationDefinitionNode): void {
    this.#rootFields = 0;
    this.#directives += directives?.length ?? 0;
    this.#walk(selectionSet, 1);
  }

  #walk(set: SelectionSetNode, depth: number): void {
    this.#depth = Math.max(this.#depth, depth);
    for (const node of set.selections) {
      if (this.#fields > this.#limits.fields || this.#depth > this.#limits.depth) return;
      // Fragments count as well. A document can have very many without fields.
      this.#fields += 1;
      this.#directives += node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) {
        if (node.alias) this.#aliases += 1;
        if (depth === 1) this.#rootFields += 1;
        if (node.selectionSet) this.#walk(node.selectionSet, depth + 1);
      } else if (node.kind === Kind.INLINE_FRAGMENT) this.#walk(node.selectionSet, depth);
      else this.#spread(node.name.value, depth);
    }
  }

  #spread(name: string, depth: number): void {
    const fragment = this.#fragments.get(name);
    if (!fragment || this.#open.has(name)) return;
    this.#open.add(name);
    this.#walk(fragment.selectionSet, depth);
    this.#open.delete(name);
  }
}
