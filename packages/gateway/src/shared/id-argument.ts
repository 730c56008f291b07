import { decodeTypeId, InputError } from '@collective-impact/sdk';
import type { RecordPrefix } from '@collective-impact/store';
import type { GatewayContext } from './context.ts';

/** The UUID of an id argument for records of this type. Null if it is left out. Throws an {@link InputError} for any other id. */
export function idArgument(prefix: string, id: string | null | undefined): string | null {
  if (id == null) return null;
  const uuid = decodeTypeId(prefix, id);
  if (uuid !== undefined) return uuid;
  throw new InputError(`"${id.slice(0, 100)}" is not a valid id. Send an id that starts with "${prefix}_".`);
}

/**
 * Like {@link idArgument}, for a record that must exist. Throws an {@link InputError} if the viewer can see no record with this
 * id, so that a misspelled id is not mistaken for a list without entries.
 */
export async function visibleIdArgument(
  { read }: Pick<GatewayContext, 'read'>,
  { argument, prefix, id }: { argument: string; prefix: RecordPrefix; id: string | null | undefined },
): Promise<string | null> {
  const uuid = idArgument(prefix, id);
  if (uuid !== null) requireVisible(await read.record(prefix, uuid), { argument, id });
  return uuid;
}

/** Throws an {@link InputError} if the record that an argument names is null: it does not exist, or the viewer cannot see it. */
export function requireVisible(record: object | null, of: { argument: string; id: string | null | undefined }): void {
  if (record !== null) return;
  throw new InputError(
    `\`${of.argument}\` is ${of.id}. No record that you can see has this id. Correct it, or omit \`${of.argument}\`.`,
  );
}
