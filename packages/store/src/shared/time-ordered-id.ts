import { sql } from 'kysely';

/** An SQL expression for a UUID of version 7. PostgreSQL has a function for it only since version 18. */
export const timeOrderedId = sql<string>`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;
