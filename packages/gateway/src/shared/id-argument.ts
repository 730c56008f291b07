import { decodeTypeId, InputError } from '@collective-impact/sdk';

/** The UUID of an id argument for records of this type. Null if it is left out. Throws an {@link InputError} for any other id. */
export function idArgument(prefix: string, id: string | null | undefined): string | null {
  if (id == null) return null;
  const uuid = decodeTypeId(prefix, id);
  if (uuid !== undefined) return uuid;
  throw new InputError(`"${id.slice(0, 100)}" is not a valid id. Send an id that starts with "${prefix}_".`);
}
