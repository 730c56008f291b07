import type { ImportItem, ImportSource } from '@collective-impact/sdk/import';
import type { SourceFile } from '../shared/source-file.ts';

/** A file in memory, read in chunks of `chunk` bytes. */
export function memoryFile(
  content: string | Uint8Array,
  { name = 'data', chunk = 65_536 }: { name?: string; chunk?: number } = {},
): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    async *open() {
      for (let start = 0; start < bytes.length; start += chunk) yield bytes.subarray(start, start + chunk);
    },
  };
}

/** All items of an iteration. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** The items of one kind that a source yields. */
export async function itemsOf<Kind extends ImportItem['kind']>(
  source: ImportSource,
  kind: Kind,
): Promise<Extract<ImportItem, { kind: Kind }>[]> {
  const items = await collect(source.items);
  return items.filter((item): item is Extract<ImportItem, { kind: Kind }> => item.kind === kind);
}
