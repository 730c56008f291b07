import { execFileSync } from 'node:child_process';
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
import { dirname, join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import ts from 'typescript';
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
  example: string | undefined;
}

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
  return { manifest, entries, example: /```ts\n(.*?)```/s.exec(readme)?.[1] };
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
function compile(files: string[], environment: 'browser' | 'node'): string[] {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2024,
    lib: ['lib.es2024.d.ts', ...(environment === 'browser' ? ['lib.dom.d.ts', 'lib.dom.iterable.d.ts'] : [])],
    types: environment === 'node' ? ['node'] : [],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  });
  // The declaration files of dependencies are not checked: their faults are not those of the packages.
  const packages = program.getSourceFiles().filter(({ fileName }) => resolve(fileName).startsWith(project));
  const faults = [
    ...program.getOptionsDiagnostics(),
    ...packages.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
    ...program.getGlobalDiagnostics().filter(({ file }) => !file || resolve(file.fileName).startsWith(project)),
  ];
  return faults.map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file?.fileName.replace(`${project}/`, '') ?? ''}: ${text}`;
  });
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

async function faultsOf({ manifest, entries, example = '' }: Installed): Promise<string[]> {
  const file = join(project, `${manifest.name.replaceAll(/\W+/g, '-')}.ts`);
  const imports = entries.map((entry, at) => `import * as entry${at} from '${entry}';\nvoid entry${at};\n`);
  writeFileSync(file, imports.join(''));
  const exampleFile = file.replace(/\.ts$/, '.example.ts');
  writeFileSync(exampleFile, `${example}\nexport {};\n`);
  const isForBrowsers = !requiresNode(manifest);
  const faults = compile([file, exampleFile], isForBrowsers ? 'browser' : 'node');
  const expected = expectedOutput(example);
  if (faults.length > 0 || expected.length === 0) return faults;
  return [
    ...difference('The example on Node.js', { printed: printedByNode(exampleFile), expected }),
    ...(isForBrowsers
      ? difference('The example in a bundle', { printed: await printedByBundle(exampleFile), expected })
      : []),
  ];
}

/** Whether a package requires Node.js. */
function requiresNode({ name }: Manifest): boolean {
  return /[/-](store|gateway|interop)$/.test(name);
}

try {
  const installed = pack(project).map(({ name, filename }) => install(join(project, filename), name));
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }\n');
  for (const { manifest } of installed) linkDependencies(manifest);
  link('@types/node');
  let count = 0;
  for (const each of installed.filter(({ entries }) => entries.length > 0)) {
    for (const fault of await faultsOf(each)) {
      count += 1;
      console.error(`${each.manifest.name}: ${fault}`);
    }
  }
  console.log(`${installed.length} packages installed, ${count} faults`);
  if (count > 0 || installed.length === 0) process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
