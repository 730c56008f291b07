import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The SHA-256 digest of the example files in a folder, by name and content. */
export async function examplesDigest(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = await readFile(file);
    const name = file.slice(folder.length).replaceAll('\\', '/');
    hash.update(`${name} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
