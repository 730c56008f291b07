import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/*
 * Runs every @example of the SDK, with the exports of the entries of the package and of its folder. A comment after a
 * statement claims its value:
 *   parseDecimal('+007.50'); // '7.5'
 */

interface Claim {
  code: string;
  /** The value as a JavaScript expression. Undefined if no comment follows the statement. */
  value: string | undefined;
}

/** The examples of a file, each with the line it begins on. */
function examplesOf(path: string): { line: number; text: string }[] {
  const source = readFileSync(path, 'utf8');
  return [...source.matchAll(/^ \* @example\n((?: \*(?! @).*\n)+?)(?= \*\/| \* @)/gm)].map((match) => ({
    line: source.slice(0, match.index).split('\n').length,
    text: (match[1] ?? '').replaceAll(/^ \* ?/gm, ''),
  }));
}

function claimsOf(text: string): Claim[] {
  const file = ts.createSourceFile('example.ts', text, ts.ScriptTarget.Latest, true);
  return file.statements.map((statement, at) => {
    const end = file.statements[at + 1]?.getStart() ?? text.length;
    const comment = text
      .slice(statement.getEnd(), end)
      .replaceAll(/^\s*\/\/ ?/gm, '')
      .trim();
    const value = comment.replace(/^(undefined|null|true|false): .*$/s, '$1');
    return { code: statement.getText(), value: value === '' ? undefined : value };
  });
}

const files = globSync('packages/sdk/src/**/*.ts').filter((path) => !path.endsWith('.test.ts'));
const examples = files.sort().flatMap((path) => examplesOf(path).map((example) => ({ path, ...example })));

const entries = await Promise.all(globSync('packages/sdk/src/{index.ts,*/index.ts}').map((path) => exportsOf(path)));

/** The exports of a source file of the SDK. */
async function exportsOf(path: string): Promise<object> {
  return { ...(await import(resolve(path))) };
}

describe('the examples in docstrings', () => {
  it('are all found', () => {
    const written = files.flatMap((path) => readFileSync(path, 'utf8').match(/@example/g) ?? []);
    expect(examples).toHaveLength(written.length);
  });

  it.each(examples)('$path:$line', async ({ path, text }) => {
    const beside = files.filter((each) => dirname(each) === dirname(path));
    const context = createContext(Object.assign({}, ...entries, ...(await Promise.all(beside.map(exportsOf)))));
    const claims = claimsOf(text);
    expect(
      claims.some(({ value }) => value !== undefined),
      'an example shows what comes out',
    ).toBe(true);
    for (const { code, value } of claims) {
      const script = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2024 } }).outputText;
      const result: unknown = runInContext(script, context);
      if (value !== undefined) expect(plain(result), code).toEqual(claimed(plain(runInContext(`(${value})`, context))));
    }
  });
});

/** Objects of another realm as objects of this one. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** `…` in an expected text matches any characters. */
function claimed(value: unknown): unknown {
  if (typeof value === 'string' && value.includes('…')) {
    return expect.stringMatching(new RegExp(`^${value.split('…').map(escaped).join('.*')}$`, 's'));
  }
  if (Array.isArray(value)) return value.map(claimed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, claimed(entry)]));
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
