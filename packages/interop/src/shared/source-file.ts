import { createReadStream } from 'node:fs';
import { sourceFailure } from './source-failure.ts';

/** A file that can be read from its beginning, more than once. Messages use its `name`. */
export interface SourceFile {
  name: string;
  open(): AsyncIterable<Uint8Array>;
}

/** The file at a path, or `file` itself. Opening a path that cannot be read throws a `SourceError`. */
export function sourceFile(file: string | SourceFile): SourceFile {
  return typeof file === 'string' ? { name: file, open: () => readChunks(file) } : file;
}

const chunkSize = 256 * 1024;

const unreadable: Record<string, { fault: string; remedy: string }> = {
  ENOENT: { fault: 'There is no such file.', remedy: 'Check the path. It is relative to the current folder.' },
  EISDIR: { fault: 'This is a folder.', remedy: 'Name a file in the folder.' },
  EACCES: { fault: 'Permission denied.', remedy: 'Give this user permission to read the file.' },
};

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkSize }) as AsyncIterable<Buffer>;
  } catch (cause) {
    const known = unreadable[errorCode(cause)];
    throw known === undefined ? cause : sourceFailure({ place: { file: path }, ...known, cause });
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
