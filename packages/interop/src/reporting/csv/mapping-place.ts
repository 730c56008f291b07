import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';

/** A line and a column of a mapping file, both counted from 1. */
export interface MappingPlace {
  line: number;
  column: number;
}

/**
 * The place of the key at `path` in a YAML document. If there is no such key, the place of the nearest key above it.
 *
 * A step that the document does not have is skipped: a single entry can replace a list of one, and a step that begins
 * with `$` is never a key.
 */
export function placeInDocument(
  { document, lines }: { document: Document; lines: LineCounter },
  path: readonly PropertyKey[],
): MappingPlace {
  let node: unknown = document.contents;
  let offset = offsetOf(document.contents) ?? 0;
  for (const step of path) {
    if (typeof step === 'string' && step.startsWith('$')) continue;
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) break;
      offset = offsetOf(item) ?? offset;
      node = item;
    }
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function offsetOf(node: unknown): number | undefined {
  return (node as Partial<Node> | null)?.range?.[0];
}
