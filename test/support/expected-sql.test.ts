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

describe('statements that are kept beside an operation', () => {
  it('have one clause per line', () => {
    expect(formatStatements(statements)).toBe(formatted);
  });

  it('are the same in one line each, and not with a clause more or in another order', () => {
    expect(holdsStatements(formatted, statements)).toBe(true);
    expect(holdsStatements(formatted, [`${statements[0]} limit 1`, 'rollback'])).toBe(false);
    expect(holdsStatements(formatted, statements.toReversed())).toBe(false);
  });
});
