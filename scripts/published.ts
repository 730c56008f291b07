import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { problemKindInfo } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from './pack.ts';

/*
 * Packs every package of the working directory as npm would publish it, and checks that its entries can be imported with
 * their types. The packages must be built.
 */

/** Ways to resolve an import that no package supports, because all are ES modules. */
const unsupported = ['node10', 'node16-cjs'];

/** The faults that "Are the types wrong?" finds in a tarball. Its library loads one compiler for all of them. */
async function faultsOfTypes(tarball: Uint8Array): Promise<string[]> {
  const result = await checkPackage(createPackageFromTarballData(tarball));
  if (!result.types) return ['No types: The package contains no type declarations.'];
  return result.problems
    .filter((problem) => !('resolutionKind' in problem && unsupported.includes(problem.resolutionKind)))
    .map(({ kind, ...place }) => {
      const { shortDescription, description } = problemKindInfo[kind];
      return `${shortDescription}: ${description} ${JSON.stringify(place)}`;
    });
}

async function faultsOf(file: string): Promise<string[]> {
  const tarball = new Uint8Array(readFileSync(file));
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  const faults = messages.map((message) => `${message.type}: ${formatMessage(message, pkg, { color: false })}`);
  // A package without an entry is a command, and has no types.
  return pkg.exports?.['.'] === undefined ? faults : [...faults, ...(await faultsOfTypes(tarball))];
}

const folder = mkdtempSync(join(tmpdir(), 'published-'));
try {
  const packages = pack(folder);
  let count = 0;
  for (const { name, filename } of packages) {
    for (const fault of await faultsOf(join(folder, filename))) {
      count += 1;
      console.error(`${name}: ${fault}`);
    }
  }
  console.log(`${packages.length} packages, ${count} faults`);
  if (count > 0 || packages.length === 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
