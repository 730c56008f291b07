import { describe, expect, it } from 'vitest';
import { formatStatements, holdsStatements } from './expected-sql.ts';

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
    expect(holdsStatements(formatted, statements)).toBe(true);
    expect(holdsStatements(formatted, [`${statements[0]} limit 1`, 'rollback'])).toBe(false);
    expect(holdsStatements(formatted, statements.toReversed())).toBe(false);
  });
});
