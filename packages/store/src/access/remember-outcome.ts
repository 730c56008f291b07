import { createHash } from 'node:crypto';
import { accepted, isStorable, type Outcome, refused } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** How long a key is remembered. */
const lifetime = sql`interval '7 days'`;

/** What comes of a command: a record's UUID, or where it is about many records, what came of each, as JSON can say it. */
export type Remembered = string | readonly object[];

/**
 * Carries a command out once per key and principal: a repeat of the same request answers what the first one did, the
 * key with another request is refused. A command that was refused changed nothing and is judged anew.
 */
export async function rememberOutcome<T extends Remembered>(
  unit: UnitOfWork,
  request: { key: string | null; name: string; values: object; work: () => Promise<Outcome<T>> },
): Promise<Outcome<T>> {
  const { key, work } = request;
  if (key === null) return work();
  if (key.length < 1 || key.length > 200) {
    return refused({ code: 'OUT_OF_RANGE', path: ['idempotencyKey'], message: 'a key has 1 to 200 characters' });
  }
  if (!isStorable(key)) {
    return refused({ code: 'INVALID', path: ['idempotencyKey'], message: 'a key cannot hold the character U+0000' });
  }
  const principal = unit.viewer.kind;
  const hash = createHash('sha256')
    .update(JSON.stringify([request.name, request.values]))
    .digest('hex');
  await unit.rows(sql`delete from "idempotency" where "created_at" < now() - ${lifetime}`);
  const taken = await unit.rows(
    sql`insert into "idempotency" ("principal", "key", "request_hash") values (${principal}, ${key}, ${hash}) on conflict do nothing returning "key"`,
  );
  if (taken.length === 0) return repeated(unit, { principal, key, hash });
  const outcome = await work();
  if (!outcome.ok) return outcome;
  const { value } = outcome;
  const [id, answer] = typeof value === 'string' ? [value, null] : [null, JSON.stringify(value)];
  await unit.rows(
    sql`update "idempotency" set "outcome_id" = ${id}::uuid, "answer" = ${answer}::jsonb where "principal" = ${principal} and "key" = ${key}`,
  );
  return outcome;
}

async function repeated<T extends Remembered>(
  unit: UnitOfWork,
  request: { principal: string; key: string; hash: string },
): Promise<Outcome<T>> {
  const [first] = await unit.rows<{ requestHash: string; outcome: T }>(
    sql`select "request_hash" as "requestHash", coalesce("answer", to_jsonb("outcome_id")) as "outcome" from "idempotency" where "principal" = ${request.principal} and "key" = ${request.key}`,
  );
  if (first?.requestHash === request.hash) return accepted(first.outcome);
  return refused({
    code: 'IDEMPOTENCY_KEY_REUSED',
    path: ['idempotencyKey'],
    message: 'this key was used for another request: give every request a key of its own',
  });
}
