import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/* Fails on SQL in lines that are too long to read. Wrap it, one clause per line. Migrations must not change. */

/** Maximum number of characters of a line with SQL. */
export const longestLine = 200;

/** The numbers of the lines of a TypeScript source that are too long and contain SQL: the text of a template with the tag `sql`. */
export function longSqlLines(source: string): number[] {
  const lines = source.split('\n');
  if (lines.every((line) => line.length <= longestLine)) return [];
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === 'sql') {
      const [first, last] = [node.template.getStart(file), node.template.end].map(
        (at) => file.getLineAndCharacterOfPosition(at).line,
      );
      for (let line = first ?? 0; line <= (last ?? 0); line++)
        if ((lines[line]?.length ?? 0) > longestLine) found.add(line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found].sort((a, b) => a - b);
}

function check(): void {
  const paths = globSync('packages/*/{src,scripts}/**/*.ts').map((path) => path.replaceAll('\\', '/'));
  const sources = paths.filter((path) => !path.includes('/migrations/')).sort();
  const faults = sources.flatMap((path) =>
    longSqlLines(readFileSync(path, 'utf8')).map(
      (line) => `${path}:${line}: SQL in a line of more than ${longestLine} characters. Wrap it, one clause per line.`,
    ),
  );
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} long lines of SQL`);
  if (faults.length > 0) process.exitCode = 1;
}

if (import.meta.main) check();
