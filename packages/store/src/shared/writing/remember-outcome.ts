import { createHash } from 'node:crypto';
import { accepted, isStorable, type Outcome, refused } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../unit-of-work.ts';

/** How long an idempotency key stays in use. */
export const keyLifetime = sql`interval '7 days'`;

/** The result of a command: the UUID of a record, or for a command on many records, one JSON object for each. */
export type Remembered = string | readonly object[];

/**
 * Runs a command once per idempotency key and owner of keys, usually the principal. A repeat of the same request returns the first result; the
 * same key with another request is rejected. A command that was rejected or has no effect changed nothing, so its key stays free. A
 * key expires after {@link keyLifetime}, and is then free as well.
 */
export async function rememberOutcome<T extends Remembered>(
  unit: UnitOfWork,
  request: {
    keysOf: string;
    key: string | null;
    name: string;
    values: object;
    /** Whether a command with this result has changed nothing. */
    hasNoEffect: (value: T) => boolean;
    work: () => Promise<Outcome<T>>;
  },
): Promise<Outcome<T>> {
  const { keysOf: principal, key, work } = request;
  if (key === null) return work();
  if (key.length < 1 || key.length > 200) {
    return refused({
      code: 'OUT_OF_RANGE',
      path: ['idempotencyKey'],
      message: '`idempotencyKey` must have 1 to 200 characters.',
    });
  }
  if (!isStorable(key)) {
    return refused({
      code: 'INVALID',
      path: ['idempotencyKey'],
      message: '`idempotencyKey` must not contain the character U+0000. Remove it.',
    });
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([request.name, request.values]))
    .digest('hex');
  const reserved = await unit.rows(
    sql`insert into "idempotency" ("principal", "key", "request_hash") values (${principal}, ${key}, ${hash})
      on conflict ("principal", "key") do update set "request_hash" = excluded."request_hash", "outcome_id" = null, "answer" = null,
      "created_at" = now() where "idempotency"."created_at" < now() - ${keyLifetime} returning "key"`,
  );
  if (reserved.length === 0) return repeated(unit, { principal, key, hash });
  const outcome = await work();
  if (!outcome.ok) return outcome;
  const { value } = outcome;
  if (request.hasNoEffect(value)) {
    await unit.rows(sql`delete from "idempotency" where "principal" = ${principal} and "key" = ${key}`);
    return outcome;
  }
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
    message: 'This idempotency key was used for another request. Use a new key for each request.',
  });
}
