import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';

/*
 * npm run bench:peers -- --help
 *
 * Compares this project with other servers on one PostgreSQL: the same data, the same questions. The packages of the other
 * servers are installed here at the first start, so that the project does not depend on them. Nothing is asserted, except that
 * the servers give the same answers.
 */

const modules = join(import.meta.dirname, 'node_modules');

/** Installs the locked packages, unless they are installed. */
function install(): void {
  const lock = createHash('sha256')
    .update(readFileSync(join(import.meta.dirname, 'package-lock.json')))
    .digest('hex');
  const stamp = join(modules, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stdout.write('installing the other servers (first start only)\n');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, lock);
}

// Ends the servers too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

install();
const { bench } = await import('./bench.ts');
try {
  await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
}
