import { decodeTypeId, InputError } from '@collective-impact/sdk';
import type { Reporter } from '@collective-impact/store';

const kinds = ['organization', 'ecosystem'] as const;

/** The reporter with an id. Null if the id is omitted. Throws an {@link InputError} if it is not the id of an organization or ecosystem. */
export function reporterOf(id: string | null | undefined): Reporter | null {
  if (id == null) return null;
  for (const kind of kinds) {
    const uuid = decodeTypeId(kind, id);
    if (uuid !== undefined) return { kind, id: uuid };
  }
  throw new InputError(
    `"${id.slice(0, 100)}" is not the id of a reporter: use an id that starts with organization_ or ecosystem_`,
  );
}
