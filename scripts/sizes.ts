import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/*
 * Bundles each function of the domains of the SDK separately, and compares its size with the budget in
 * packages/sdk/size-budget.json. No function of a domain may include zod. The SDK must be built.
 */

type Budget = {
  /** Maximum size of a function that is not listed, in bytes, minified and compressed with gzip. */
  limit: number;
  /** Maximum size of each larger function, by `<domain>/<name>`. */
  larger: Record<string, number>;
};

const sdk = resolve('packages/sdk');
const { limit, larger }: Budget = JSON.parse(readFileSync(resolve(sdk, 'size-budget.json'), 'utf8'));
const { exports: entries }: { exports: Record<string, { default: string }> } = JSON.parse(
  readFileSync(resolve(sdk, 'package.json'), 'utf8'),
);

async function bundle(file: string, name: string): Promise<{ size: number; includesZod: boolean }> {
  const source = `import { ${name} } from ${JSON.stringify(file)}; globalThis.used = ${name};`;
  await using build = await rolldown({
    input: 'entry',
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? source : null),
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  const chunks = output.filter((part) => part.type === 'chunk');
  return {
    size: gzipSync(chunks.map(({ code }) => code).join('\n')).length,
    includesZod: chunks.some(({ modules }) => Object.keys(modules).some((path) => /[\\/]zod[\\/]/.test(path))),
  };
}

/** The faults of one function: its size, an unnecessary budget, and the inclusion of zod. */
function faultsOf(name: string, { size, includesZod }: { size: number; includesZod: boolean }): string[] {
  const budget = larger[name] ?? limit;
  return [
    ...(size > budget ? [`${name} has ${size} bytes, more than its budget of ${budget}.`] : []),
    ...(larger[name] !== undefined && size <= limit
      ? [`${name} has ${size} bytes, within the limit of ${limit}. Remove its entry from size-budget.json.`]
      : []),
    ...(includesZod ? [`${name} includes zod. Move the schema to a separate file.`] : []),
  ];
}

const faults: string[] = [];
const sizes = new Map<string, number>();
for (const [entry, target] of Object.entries(entries)) {
  if (entry === '.' || entry === './package.json') continue;
  const file = resolve(sdk, target.default);
  const names = Object.entries<unknown>(await import(pathToFileURL(file).href))
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name);
  for (const each of names) {
    const name = `${entry.slice('./'.length)}/${each}`;
    const measured = await bundle(file, each);
    sizes.set(name, measured.size);
    faults.push(...faultsOf(name, measured));
  }
}
for (const name of Object.keys(larger)) {
  if (!sizes.has(name)) faults.push(`${name} is in size-budget.json, but the SDK does not export it.`);
}

for (const fault of faults) console.error(fault);
for (const [name, size] of [...sizes].sort(([, one], [, other]) => other - one)) console.log(`${size}\t${name}`);
if (faults.length > 0 || sizes.size === 0) process.exitCode = 1;
