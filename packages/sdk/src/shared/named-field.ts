import { shown } from './shown.ts';

/**
 * The field at a path, in backticks for messages: `` `cells.3.value` ``; `This value` if the path is empty.
 */
export function namedField(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'This value' : `\`${path.map(String).join('.')}\``;
}

/** What a caller sent, as JSON, for the end of a message: ` You sent "x".` Longer values are cut off. */
export function sentValue(value: unknown): string {
  return ` You sent ${shown(value)}.`;
}
