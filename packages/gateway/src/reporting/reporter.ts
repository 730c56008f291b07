import { decodeTypeId, InputError } from '@collective-impact/sdk';
import type { Reporter } from '@collective-impact/store';
import type { GatewayContext } from '../shared/context.ts';
import { requireVisible } from '../shared/id-argument.ts';

const kinds = ['organization', 'ecosystem'] as const;

/**
 * The reporter that the argument `organization` names. Null if the id is omitted. Throws an {@link InputError} if it is not the id
 * of an organization or ecosystem that the viewer can see.
 */
export async function reporterOf(
  { read }: Pick<GatewayContext, 'read'>,
  id: string | null | undefined,
): Promise<Reporter | null> {
  if (id == null) return null;
  for (const kind of kinds) {
    const uuid = decodeTypeId(kind, id);
    if (uuid === undefined) continue;
    requireVisible(await read.record(kind, uuid), { argument: 'organization', id });
    return { kind, id: uuid };
  }
  throw new InputError(
    `"${id.slice(0, 100)}" is not the id of a reporter. Send an id that starts with organization_ or ecosystem_.`,
  );
}
