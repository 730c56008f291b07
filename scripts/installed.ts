import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { pack } from './pack.ts';

/*
 * Installs the packages of the working directory in an empty project outside of it, as npm would: each from its tarball,
 * with only the dependencies that it declares. Then, in that project:
 *
 * - strict TypeScript, which also checks the declaration files, compiles an import of every entry and the first example of
 *   each README.
 * - Node.js and a bundle for browsers run the examples that print. The output must match the comments.
 *
 * The packages must be built.
 */

interface Manifest {
  name: string;
  exports?: Record<string, string | { types?: string }>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A package in the project: its manifest, its entries with types, and the first TypeScript example of its README. */
interface Installed {
  manifest: Manifest;
  entries: string[];
  example: string;
}

type Environment = 'browser' | 'node';

const workspace = process.cwd();
const project = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
const modules = join(project, 'node_modules');

function install(tarball: string, name: string): Installed {
  const folder = join(modules, name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const readme = existsSync(join(folder, 'README.md')) ? readFileSync(join(folder, 'README.md'), 'utf8') : '';
  const entries = Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) =>
    typeof target === 'string' || target.types === undefined ? [] : [`${name}${entry.slice(1)}`],
  );
  return { manifest, entries, example: /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '' };
}

/** Links the declared dependencies of a package that are not installed yet. */
function linkDependencies({ dependencies, peerDependencies }: Manifest): void {
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) link(name);
}

function link(name: string): void {
  const place = join(modules, name);
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(resolve(workspace, 'node_modules', name), place, 'junction');
}

/** The errors of a strict compiler in these files and in the declaration files of the packages, but not of dependencies. */
function compile(files: string[], environment: Environment): string[] {
  const compilerOptions = {
    target: 'es2024',
    lib: ['es2024', ...(environment === 'browser' ? ['dom', 'dom.iterable'] : [])],
    types: environment === 'node' ? ['node'] : [],
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const config = join(project, `${environment}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const compiler = resolve(workspace, 'node_modules/@typescript/native-preview/bin/tsgo');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [compiler, '--singleThreaded', '--pretty', 'false', '--project', config],
    { cwd: project, encoding: 'utf8' },
  );
  if (status === 0) return [];
  const errors = `${stdout}${stderr}`.trimEnd().split(/\n(?! )/);
  // The declaration files of dependencies are not checked: their faults are not those of the packages.
  return errors.filter((error) => !error.startsWith('..') && !isAbsolute(error));
}

/** The expected output of an example: the comments after its calls of console.log. */
function expectedOutput(example: string): string[] {
  return [...example.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line ?? '');
}

function printedByNode(file: string): string[] {
  return linesOf(execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' }));
}

/** Bundles an example for browsers, and runs it with only the globals that browsers and Node.js share. */
async function printedByBundle(file: string): Promise<string[]> {
  await using build = await rolldown({ input: file, cwd: project, platform: 'browser', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'iife', minify: true });
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => printed.push(values.join(' ')) };
  runInContext(output[0].code, createContext({ console, URL, crypto, TextEncoder, TextDecoder }));
  return printed;
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function difference(example: string, lines: { printed: string[]; expected: string[] }): string[] {
  const [printed, expected] = [lines.printed.join('\n'), lines.expected.join('\n')];
  return printed === expected ? [] : [`${example} prints\n${printed}\ninstead of\n${expected}`];
}

/** Writes a program that imports every entry of a package, and the example of its README. Returns the two files. */
function writePrograms({ manifest, entries, example }: Installed): string[] {
  const imports = entries.map((entry, at) => `import * as entry${at} from '${entry}';\nvoid entry${at};\n`);
  writeFileSync(fileOf(manifest, 'ts'), imports.join(''));
  writeFileSync(fileOf(manifest, 'example.ts'), `${example}\nexport {};\n`);
  return [fileOf(manifest, 'ts'), fileOf(manifest, 'example.ts')];
}

function fileOf({ name }: Manifest, extension: string): string {
  return join(project, `${name.replaceAll(/\W+/g, '-')}.${extension}`);
}

/** The differences between what the example of a package prints and its comments. */
async function faultsOfExample({ manifest, example }: Installed): Promise<string[]> {
  const file = fileOf(manifest, 'example.ts');
  const expected = expectedOutput(example);
  if (expected.length === 0) return [];
  const faults = difference('The example on Node.js', { printed: printedByNode(file), expected });
  if (environmentOf(manifest) === 'node') return faults;
  return [...faults, ...difference('The example in a bundle', { printed: await printedByBundle(file), expected })];
}

/** The faults of the packages for an environment. They are compiled together, because most of the time goes to what they share. */
async function faultsOf(packages: Installed[], environment: Environment): Promise<string[]> {
  const faults = compile(packages.flatMap(writePrograms), environment);
  if (faults.length > 0) return faults;
  for (const each of packages) {
    faults.push(...(await faultsOfExample(each)).map((fault) => `${each.manifest.name}: ${fault}`));
  }
  return faults;
}

function environmentOf({ name }: Manifest): Environment {
  return /[/-](store|gateway|interop)$/.test(name) ? 'node' : 'browser';
}

try {
  const installed = pack(project).map(({ name, filename }) => install(join(project, filename), name));
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }\n');
  for (const { manifest } of installed) linkDependencies(manifest);
  link('@types/node');
  const withEntries = installed.filter(({ entries }) => entries.length > 0);
  const faults: string[] = [];
  for (const environment of ['browser', 'node'] as const) {
    const packages = withEntries.filter(({ manifest }) => environmentOf(manifest) === environment);
    if (packages.length > 0) faults.push(...(await faultsOf(packages, environment)));
  }
  for (const fault of faults) console.error(fault);
  console.log(`${installed.length} packages installed, ${faults.length} faults`);
  if (faults.length > 0 || installed.length === 0) process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
