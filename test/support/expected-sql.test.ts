import { describe, expect, it } from 'vitest';
import { containsStatements, formatStatements } from './expected-sql.ts';

const statements = ['select "a",   "b" from "t" where "t"."id" = any($1::uuid[]) and "a" is null', 'rollback'];
const formatted = `select
  "a",
  "b"
from
  "t"
where
  "t"."id" = any ($1::uuid[])
  and "a" is null;

rollback;
`;

describe('the expected statements of an operation', () => {
  it('have one clause per line', () => {
    expect(formatStatements(statements)).toBe(formatted);
  });

  it('match unformatted statements, but not with another clause or in another order', () => {
    expect(containsStatements(formatted, statements)).toBe(true);
    expect(containsStatements(formatted, [`${statements[0]} limit 1`, 'rollback'])).toBe(false);
    expect(containsStatements(formatted, statements.toReversed())).toBe(false);
  });
});
