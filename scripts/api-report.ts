import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/*
 * The API report of each published package: the declarations that each of its entries exports, from the types that the
 * build wrote. A change of the public interface is thus a change of a committed file. The package of the command has no report, because
 * nothing can be imported from it: its interface is its options and its output, which `packages/cli/src/program.ts` describes.
 */

type Manifest = { name: string; private?: boolean; exports?: Record<string, string | { types?: string }> };

/** Maximum number of lines for the type of a constant in a report. */
const maximumLines = 60;

const printer = ts.createPrinter({ removeComments: true });

/** A declaration file, with its declarations, imports and exports. */
interface Declarations {
  file: ts.SourceFile;
  statements: Map<string, ts.Statement[]>;
  /** The exported name, with the local name and the module that it comes from. */
  exports: Map<string, Origin>;
  imports: Map<string, Origin>;
  /** The modules that are exported with `*`. */
  all: string[];
}

interface Origin {
  name: string;
  /** Undefined for a declaration of the file itself. */
  from: string | undefined;
}

const files = new Map<string, Declarations>();

function read(path: string): Declarations {
  const cached = files.get(path);
  if (cached) return cached;
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const declarations: Declarations = { file, statements: new Map(), exports: new Map(), imports: new Map(), all: [] };
  for (const statement of file.statements) readStatement(statement, declarations);
  files.set(path, declarations);
  return declarations;
}

function readStatement(statement: ts.Statement, { statements, exports, imports, all }: Declarations): void {
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    const from = textOf(statement.moduleSpecifier);
    if (!bindings || !ts.isNamedImports(bindings)) return;
    for (const { name, propertyName } of bindings.elements) {
      imports.set(name.text, { name: (propertyName ?? name).text, from });
    }
  } else if (ts.isExportDeclaration(statement)) {
    const from = statement.moduleSpecifier && textOf(statement.moduleSpecifier);
    if (!statement.exportClause && from !== undefined) all.push(from);
    if (!statement.exportClause || !ts.isNamedExports(statement.exportClause)) return;
    for (const { name, propertyName } of statement.exportClause.elements) {
      exports.set(name.text, { name: (propertyName ?? name).text, from });
    }
  } else {
    for (const name of namesOf(statement)) {
      statements.set(name, [...(statements.get(name) ?? []), statement]);
      const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
      if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
        exports.set(name, { name, from: undefined });
    }
  }
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

function textOf(specifier: ts.Expression): string {
  return ts.isStringLiteral(specifier) ? specifier.text : specifier.getText();
}

/** The declaration file of a relative import. Undefined for another package. */
function declarationFile(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return resolve(dirname(from), specifier.replace(/\.js$/, '.d.ts'));
}

/** The declarations that a file exports, by name. */
function exportsOf(path: string): Map<string, string> {
  const { exports, all } = read(path);
  const declarations = new Map<string, string>();
  for (const specifier of all) {
    const target = declarationFile(path, specifier);
    if (target) for (const [name, text] of exportsOf(target)) declarations.set(name, text);
    else declarations.set(`* from ${specifier}`, `export * from '${specifier}';`);
  }
  for (const [name, origin] of exports) declarations.set(name, declarationOf(path, origin));
  return declarations;
}

function declarationOf(path: string, { name, from }: Origin): string {
  if (from !== undefined) {
    const target = declarationFile(path, from);
    if (target === undefined) return `export { ${name} } from '${from}';`;
    const exported = read(target).exports.get(name);
    if (exported) return declarationOf(target, exported);
    throw new Error(`${target} does not export ${name}.`);
  }
  const { file, statements, imports } = read(path);
  const declared = statements.get(name);
  if (declared) return declared.map((each) => printer.printNode(ts.EmitHint.Unspecified, each, file)).join('\n');
  const imported = imports.get(name);
  if (imported) return declarationOf(path, imported);
  throw new Error(`${path} exports ${name}, but does not declare it.`);
}

/**
 * The text with the strings of each union sorted, and the fields of each enumeration (`PUBLIC: "PUBLIC"`), because the order in which
 * the compiler lists them depends on the order in which it read the files.
 */
function inStableOrder(text: string): string {
  return text
    .replace(/"[^"\n]*"(?: \| "[^"\n]*")+/g, (union) => union.split(' | ').sort().join(' | '))
    .replace(/(?:^ *("?)([^":\n]+)\1: "\2";\n)+/gm, (fields) => `${fields.trimEnd().split('\n').sort().join('\n')}\n`);
}

/** A long inferred type is replaced by the number of its lines and a hash. */
function shortened(text: string): string {
  const lines = text.split('\n').length;
  const name = /^const (\w+):/.exec(text)?.[1];
  if (name === undefined || lines <= maximumLines) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `const ${name}: /* a type of ${lines} lines, sha256 ${hash} */`;
}

function report(folder: string, { name, exports = {} }: Manifest): string {
  const sections = Object.entries(exports).flatMap(([entry, target]) => {
    if (typeof target === 'string' || target.types === undefined) return [];
    const declarations = exportsOf(resolve(folder, target.types));
    const sorted = [...declarations].sort(([one], [other]) => (one < other ? -1 : 1));
    const texts = sorted.map(([, text]) =>
      shortened(inStableOrder(text.replace(/^(export )?(declare )?/, '').trimEnd())),
    );
    const title = entry === '.' ? name : `${name}/${entry.slice('./'.length)}`;
    return [`## \`${title}\`\n\n${declarations.size} exports\n\n\`\`\`ts\n${texts.join('\n')}\n\`\`\`\n`];
  });
  return `# API report of ${name}\n\nWritten by \`npm run generate\`. Do not edit.\n\n${sections.join('\n')}`;
}

/** The path and the content of each report. The packages must be built. */
export function apiReports(root: string): [path: string, content: string][] {
  return ['schema', ...globSync('packages/*', { cwd: root })].flatMap((folder): [string, string][] => {
    const path = resolve(root, folder, 'package.json');
    if (!existsSync(path)) return [];
    const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'));
    const hasTypes = Object.values(manifest.exports ?? {}).some((target) => typeof target !== 'string' && target.types);
    return hasTypes ? [[`${folder}/api-report.md`.replaceAll('\\', '/'), report(resolve(root, folder), manifest)]] : [];
  });
}
