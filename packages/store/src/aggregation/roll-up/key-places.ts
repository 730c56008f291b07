import { type RawBuilder, sql } from 'kysely';

/** The codes of the places of a key `e`, a JSON object with `places`. Null for all places. */
export const placesOfKey: RawBuilder<unknown> = sql`case when jsonb_typeof("e" -> 'places') = 'array' then array(select jsonb_array_elements_text("e" -> 'places')) end`;

/** The condition that a place, by its code, is one of the places of a key `k`. The empty text stands for no place. */
export function isOfPlaces(place: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`("k"."places" is null or ${place} = any("k"."places"))`;
}
