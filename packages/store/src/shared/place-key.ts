import type { PlaceCode } from '@collective-impact/sdk/ecosystem';
import { type RawBuilder, sql } from 'kysely';

/** Key of a place: its scheme and code as JSON. Empty without a place, so that unique indexes include it. */
export function placeKey(place: PlaceCode | null | undefined): string {
  return place ? JSON.stringify([place.scheme, place.code]) : '';
}

/** The place of a key. Null for the key of no place. */
export function placeOfKey(key: string): PlaceCode | null {
  if (key === '') return null;
  const [scheme = '', code = ''] = JSON.parse(key) as string[];
  return { scheme, code };
}

/** SQL for the {@link placeKey} of a column with a place as JSON. */
export function placeKeyOf(place: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`case when ${place} is null then '' else '[' || to_json(${place} ->> 'scheme')::text || ',' || to_json(${place} ->> 'code')::text || ']' end`;
}
