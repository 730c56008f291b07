import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { parseCommand, SetupError } from '@collective-impact/sdk';
import { type ListedErasure, listedErasureValues } from '@collective-impact/sdk/access';
import { parsedJson } from '../../shared/parsed-json.ts';

/** The erasures outside of the database, so that they can be repeated after an earlier backup was restored. */
export interface ErasureList {
  /** Adds an erasure. It is on the disk when the promise resolves. Throws a `SetupError` if that is not possible. */
  append(erasure: ListedErasure): Promise<void>;
}

/** The list in a file: one line of JSON for each erasure. The first erasure creates the file, which only its user can read. */
export function erasureFile(file: string): ErasureList {
  return {
    append: async (erasure) => {
      try {
        const { O_APPEND, O_CREAT, O_RDWR } = constants;
        const handle = await open(file, O_APPEND | O_CREAT | O_RDWR, 0o600);
        try {
          // A line of a process that was killed may be incomplete: it must not spoil the next one.
          await handle.appendFile(`${(await endsInLine(handle)) ? '' : '\n'}${JSON.stringify(erasure)}\n`);
          await handle.sync();
        } finally {
          await handle.close();
        }
      } catch (error) {
        throw new SetupError(
          `Nothing was erased, because the list of erasures ${file} cannot be written: ${reasonOf(error)}. Set ERASURE_LIST to a file that can be written.`,
          { cause: error },
        );
      }
    },
  };
}

async function endsInLine(handle: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}

/**
 * Reads the list in a file. Null if there is no such file. A last line that does not end is omitted: the process was killed while
 * it wrote, so that nothing was erased. Throws a `SetupError` for any other line that is not an erasure.
 */
export async function readErasureFile(file: string): Promise<ListedErasure[] | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new SetupError(`The list of erasures ${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, at) => {
      const parsed = parseCommand(listedErasureValues, parsedJson(line));
      if (parsed.ok) return parsed.value;
      throw new SetupError(
        `Line ${at + 1} of the list of erasures ${file} is not an erasure. If a process was killed while it wrote the line, remove it; nothing was erased then. Otherwise use the original file.`,
      );
    });
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
