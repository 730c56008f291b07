import { expect, it } from 'vitest';
import { longestLine, longSqlLines } from './sql-lines.ts';

const long = 'x'.repeat(longestLine);

it('finds long lines of SQL, also in a template within a template', () => {
  expect(longSqlLines(`const a = sql\`select\n  "${long}"\`;\nconst b = sql<Row>\`\${sql\`"${long}"\`}\`;`)).toEqual([
    2, 3,
  ]);
});

it('accepts long lines of other texts, and lines of the greatest length', () => {
  expect(longSqlLines(`const message = \`${long}\`;\n// ${long}\nconst a = sql\`select 1\`;`)).toEqual([]);
  expect(longSqlLines(`const a = sql\`\n${long}\n\`;`)).toEqual([]);
});
