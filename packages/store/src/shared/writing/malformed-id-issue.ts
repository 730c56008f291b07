import type { Issue } from '@collective-impact/sdk';

/** The issue of a text that is not the id of a record: of the type with `prefix`, or of any type if there is none. */
export function malformedIdIssue({
  id,
  path,
  prefix,
}: {
  id: string;
  path: readonly string[];
  prefix?: string;
}): Issue {
  const expected =
    prefix === undefined
      ? 'the id of a record, such as organization_01h455vb4pex5vsknk084sn02q'
      : `an id with the prefix ${prefix}_`;
  const message = `\`${path.join('.')}\` must be ${expected}. You sent ${JSON.stringify(id.slice(0, 60))}.`;
  return { code: 'INVALID', path: [...path], message };
}
