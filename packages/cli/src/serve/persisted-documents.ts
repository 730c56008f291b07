import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { parsedJson } from '@collective-impact/store';
import { z } from 'zod';

const fileFormat = z.record(z.string(), z.string());

/**
 * Reads persisted documents: a JSON file that maps ids to documents, as client tools write it, or a folder of `.graphql`
 * files. A document of a folder has the name of its file without the extension as its id, and also the SHA-256 hash of its
 * text. Throws a `SetupError` if there is no such file or folder, or if it contains no documents.
 */
export async function readDocuments(path: string): Promise<ReadonlyMap<string, string>> {
  const entry = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const fault = error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`;
    throw new SetupError(`PERSISTED_DOCUMENTS: ${path} ${fault}. Set it to a JSON file or a folder.`, { cause: error });
  });
  const documents = entry.isDirectory() ? await fromFolder(path) : fromFile(path, await readFile(path, 'utf8'));
  if (documents.size > 0) return documents;
  throw new SetupError(`PERSISTED_DOCUMENTS: ${path} contains no documents. Add documents, or unset the variable.`);
}

async function fromFolder(path: string): Promise<Map<string, string>> {
  const names = (await readdir(path)).filter((name) => extname(name) === '.graphql').sort();
  const documents = new Map<string, string>();
  for (const name of names) {
    const text = await readFile(join(path, name), 'utf8');
    documents.set(name.slice(0, -'.graphql'.length), text);
    documents.set(createHash('sha256').update(text).digest('hex'), text);
  }
  return documents;
}

function fromFile(path: string, text: string): Map<string, string> {
  const parsed = fileFormat.safeParse(parsedJson(text));
  if (parsed.success) return new Map(Object.entries(parsed.data));
  throw new SetupError(`PERSISTED_DOCUMENTS: ${path} is not a JSON object that maps ids to documents.`);
}
