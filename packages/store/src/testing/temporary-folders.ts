import { statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in memory, on Linux. */
const inMemory = '/dev/shm';
/** The free space that the databases of a test run may need, in bytes. */
const neededSpace = 2 * 1024 ** 3;

/**
 * The folder for the databases of tests: in memory if there is space. Each database consists of a thousand files or more, and
 * creating them in memory takes a fifth of the processor time.
 */
export function folderOfDatabases(): string {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    if (bavail * bsize >= neededSpace) return inMemory;
  } catch {
    // There is no such folder on this system.
  }
  return tmpdir();
}

/** Temporary folders of a server for tests. */
interface TemporaryFolders {
  data: string;
  /** Programs may not be allowed to run from memory. */
  programs: string;
  remove(): Promise<void>;
}

export async function temporaryFolders(): Promise<TemporaryFolders> {
  const [data, programs] = await Promise.all([newFolder(folderOfDatabases()), newFolder(tmpdir())]);
  return {
    data,
    programs,
    async remove() {
      for (const folder of [data, programs]) await rm(folder, { recursive: true, force: true });
    },
  };
}

function newFolder(place: string): Promise<string> {
  return mkdtemp(join(place, 'collective-impact-test-'));
}
