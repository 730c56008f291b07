import type { CidsNode, NoteTaker } from './cids-node.ts';

const longestLine = 300;

/** The text on one line. Longer than 300 characters, it is shortened, with a note. */
export function fittingLine(text: string, { node, notes }: { node: CidsNode; notes: NoteTaker }): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longestLine) return line;
  notes.repaired({
    kind: 'name shortened',
    place: node.place,
    detail: `A name can have at most ${longestLine} characters. The full name is "${line}".`,
  });
  return `${line.slice(0, longestLine - 1)}…`;
}

/** The name of a node. If it has none, `standIn`, with a note. */
export function nameOf(
  node: CidsNode,
  { name, standIn, notes }: { name: string | undefined; standIn: string; notes: NoteTaker },
): string {
  if (name !== undefined) return fittingLine(name, { node, notes });
  const detail = `The required hasName is missing. The name is set to "${standIn}".`;
  notes.repaired({ kind: `${node.label} without a name`, place: node.place, detail });
  return fittingLine(standIn, { node, notes });
}
