import { beforeEach, describe, expect, it } from 'vitest';
import { LockTimeouts } from './lock-timeouts.ts';

const read = 'select "id" from "goal"';

describe('lock timeouts', () => {
  let now: number;
  const timeouts = (read: number) => new LockTimeouts({ change: 2000, read, clock: () => now });
  beforeEach(() => {
    now = 0;
  });

  it.each([
    [read, 250],
    ['with "a" as (select 1) select "updated_at" from "a"', 250],
    [' SELECT 1', 250],
    ['update "goal" set "title" = $1', 2000],
    ['with "a" as (delete from "goal" returning "id") select * from "a"', 2000],
    ['insert into "goal" select 1', 2000],
  ])('of %s are %i ms', (statement, expected) => {
    expect(timeouts(250).of(statement)).toBe(expected);
  });

  it('of reads are short for a second after a read has failed', () => {
    const all = timeouts(250);
    all.failed(read);
    expect([all.of(read), all.of('update "goal" set "title" = $1')]).toEqual([10, 2000]);
    now = 999;
    expect(all.of(read)).toBe(10);
    all.failed(read);
    now = 1998;
    expect(all.of(read)).toBe(10);
    now = 1999;
    expect(all.of(read)).toBe(250);
  });

  it('of reads stay as they are after a change has failed', () => {
    const all = timeouts(250);
    all.failed('update "goal" set "title" = $1');
    expect(all.of(read)).toBe(250);
  });

  it('of reads are never longer than usual, and never set if there is no limit', () => {
    for (const usual of [5, 0]) {
      const all = timeouts(usual);
      all.failed(read);
      expect(all.of(read)).toBe(usual);
    }
  });
});
