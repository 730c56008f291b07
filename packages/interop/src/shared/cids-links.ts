import type { CidsNode, NoteTaker } from './cids-node.ts';

/** Finds the nodes of one type by links. A link that differs only in punctuation or capitals is resolved if only one node fits. */
export class CidsLinks {
  readonly #nodes: ReadonlyMap<string, CidsNode>;
  readonly #byLetters = new Map<string, string | null>();
  readonly #type: string;

  constructor(type: string, nodes: ReadonlyMap<string, CidsNode>) {
    this.#type = type;
    this.#nodes = nodes;
    for (const key of nodes.keys()) {
      const letters = lettersOf(key);
      this.#byLetters.set(letters, this.#byLetters.has(letters) ? null : key);
    }
  }

  /** The key of the node of a link, with tolerance for its spelling. Undefined if there is none. */
  find(link: string): string | undefined {
    return this.#nodes.has(link) ? link : (this.#byLetters.get(lettersOf(link)) ?? undefined);
  }

  /** The key of the node of a link in `from`. Undefined, with a note, if there is none. */
  resolve(link: string, { from, property, notes }: { from: CidsNode; property: string; notes: NoteTaker }) {
    const target = this.find(link);
    if (target === link) return link;
    if (target !== undefined) {
      const detail = `${property} "${link}" is read as "${target}", which differs only in punctuation or capitals.`;
      notes.repaired({ kind: 'misspelled link', place: from.place, detail });
      return target;
    }
    const detail = `${property} "${link}" is ignored, because the file has no ${this.#type} with this @id.`;
    notes.dropped({ kind: 'link to a missing node', place: from.place, detail });
    return undefined;
  }

  /** The keys of the nodes of all links of a property, each once. */
  resolveAll(from: CidsNode, { property, notes }: { property: string; notes: NoteTaker }): string[] {
    const keys = from.takeLinks(property, notes).map((link) => this.resolve(link, { from, property, notes }));
    return [...new Set(keys.filter((key) => key !== undefined))];
  }
}

function lettersOf(iri: string): string {
  return iri
    .replace(/^[a-z][a-z0-9+.-]*:(?=\/\/)/i, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
