import { format } from 'sql-formatter';

/** Formats statements for the file beside an operation: one clause per line, so that a change is one line of the diff. */
export function formatStatements(statements: readonly string[]): string {
  return statements
    .map((statement) => `${format(`${statement};`, { language: 'postgresql', expressionWidth: 110 })}\n`)
    .join('\n');
}

/** Whether a text contains these statements, regardless of line breaks. Much faster than formatting them. */
export function containsStatements(text: string, statements: readonly string[]): boolean {
  return withoutSpace(text) === withoutSpace(statements.map((statement) => `${statement};`).join(''));
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
