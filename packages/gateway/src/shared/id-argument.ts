import { decodeTypeId, InputError } from '@collective-impact/sdk';

/** The UUID in an argument that is the id of a record of this kind; null where it is left out. Another id is an {@link InputError}. */
export function idArgument(prefix: string, id: string | null | undefined): string | null {
  if (id == null) return null;
  const uuid = decodeTypeId(prefix, id);
  if (uuid !== undefined) return uuid;
  throw new InputError(`"${id.slice(0, 100)}" is not a valid id. Send an id that starts with "${prefix}_".`);
}
