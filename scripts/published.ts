import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from './pack.ts';

/*
 * Packs every package of the working directory as npm would publish it, and checks that its entries can be imported with
 * their types. The packages must be built.
 */

/** The faults that "Are the types wrong?" reports for a tarball. */
function faultsOfTypes(file: string): string[] {
  const program = fileURLToPath(new URL('dist/index.js', import.meta.resolve('@arethetypeswrong/cli/package.json')));
  const options = ['--profile=esm-only', '--format=ascii', '--no-definitely-typed', '--no-color', '--no-emoji'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, file, ...options], { encoding: 'utf8' });
  return status === 0 ? [] : [`${stdout}${stderr}`];
}

async function faultsOf(file: string): Promise<string[]> {
  const tarball = new Uint8Array(readFileSync(file)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  const faults = messages.map((message) => `${message.type}: ${formatMessage(message, pkg, { color: false })}`);
  // A package without an entry is a command, and has no types.
  return pkg.exports?.['.'] === undefined ? faults : [...faults, ...faultsOfTypes(file)];
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
