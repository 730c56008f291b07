import { type RawBuilder, sql } from 'kysely';

/** The keys of the places of a key `e`, a JSON object with `places`. Null for all places. */
export const placesOfKey: RawBuilder<unknown> = sql`case when jsonb_typeof("e" -> 'places') = 'array' then array(select jsonb_array_elements_text("e" -> 'places')) end`;

/** The UUIDs of the expected or absent organizations of the place of a key `e`. Null without a place. */
export function idsOfKey(field: 'expected' | 'absent'): RawBuilder<unknown> {
  const ids = sql`"e" -> 'ofPlace' -> ${sql.lit(field)}`;
  return sql`case when jsonb_typeof(${ids}) = 'array' then array(select jsonb_array_elements_text(${ids})::uuid) end`;
}

/** The condition that a place, by its key, is one of the places of a key `k`. The empty text stands for no place. */
export function isOfPlaces(place: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`("k"."places" is null or ${place} = any("k"."places"))`;
}
