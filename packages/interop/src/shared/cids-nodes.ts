import { CidsNode } from './cids-node.ts';
import { CidsTerms } from './cids-terms.ts';
import { jsonNodes } from './json-nodes.ts';
import type { Json, JsonObject, Skim } from './json-tree.ts';
import type { SourceFile } from './source-file.ts';

const idKeys: ReadonlySet<string> = new Set(['@id', '@type', '@context', 'id', 'type']);

/**
 * The nodes of a CIDS document, in batches. A node of an imported type inside another node comes before that node, which
 * then links to it. `keep` selects the listed reports to keep.
 *
 * A value of the document that is not a node is returned as a node without a type.
 */
export async function* cidsNodes(file: SourceFile, { keep }: Pick<Skim, 'keep'>): AsyncGenerator<CidsNode[]> {
  const noContext = new CidsTerms();
  const isReportList = (key: string) => noContext.term(key) === 'hasIndicatorReport';
  for await (const batch of jsonNodes(file, { list: isReportList, keep })) {
    yield batch.flatMap(({ value, position, line, context }) => {
      const terms = context === undefined ? noContext : new CidsTerms(context);
      return nodesIn(value, { file: file.name, line, position, terms });
    });
  }
}

interface Origin {
  file: string;
  line: number;
  position: string;
  terms: CidsTerms;
}

function nodesIn(value: Json, origin: Origin): CidsNode[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => nodesIn(element, { ...origin, position: `${origin.position}[${index}]` }));
  }
  const object: JsonObject = value instanceof Map ? value : new Map([['@value', value]]);
  const graph = object.get('@graph');
  if (graph === undefined) return nodesOf(object, origin);
  // The elements of a `@graph` list were emitted one by one. Here it can only be a single node.
  const terms = new CidsTerms(object.get('@context'));
  const inGraph = Array.isArray(graph)
    ? []
    : nodesIn(graph, { ...origin, terms, position: `${origin.position}.@graph` });
  const outer: JsonObject = new Map([...object].filter(([key]) => key !== '@graph'));
  const hasProperties = [...outer.keys()].some((key) => key !== '@context');
  return hasProperties ? [...inGraph, ...nodesOf(outer, origin)] : inGraph;
}

/** A node, after the nodes inside it. */
function nodesOf(object: JsonObject, origin: Origin): CidsNode[] {
  const innerNodes: CidsNode[] = [];
  const outer: JsonObject = new Map();
  for (const [key, value] of object) {
    const position = `${origin.position}.${key}`;
    outer.set(key, key.startsWith('@') ? value : withoutNodes(value, { origin: { ...origin, position }, innerNodes }));
  }
  const { file, line, position, terms } = origin;
  return [...innerNodes, new CidsNode(outer, { terms, place: { file, line }, position })];
}

/** The value with links instead of nodes of the imported types. Adds the nodes to `innerNodes`. */
function withoutNodes(value: Json, { origin, innerNodes }: { origin: Origin; innerNodes: CidsNode[] }): Json {
  if (Array.isArray(value)) {
    return value.map((element, index) =>
      withoutNodes(element, { origin: { ...origin, position: `${origin.position}[${index}]` }, innerNodes }),
    );
  }
  if (!(value instanceof Map) || [...value.keys()].every((key) => idKeys.has(key))) return value;
  const node = new CidsNode(value, {
    terms: origin.terms,
    place: { file: origin.file, line: origin.line },
    position: origin.position,
  });
  if (node.type === undefined) return value;
  innerNodes.push(...nodesOf(value, origin));
  return node.key;
}
