import { type AnyRecordType, encodeTypeId, type Reference, recordTypes } from '@collective-impact/sdk';
import type { GatewayContext } from './context.ts';
import { neededOfField, reading, type SelectedField } from './needed-properties.ts';

/** A record of any type, by property. */
type Row = Readonly<Record<string, unknown>>;
type FieldInput = [args: unknown, context: GatewayContext, info: SelectedField];
type FieldResolver = (row: Row, ...input: FieldInput) => unknown;

/**
 * The resolvers that follow from the model, for every type of record: `id` (its UUID as a TypeID), `ecosystem`, and the
 * referenced records. Records that the viewer may not see are null, or absent from a list. A domain can override them.
 */
export const recordResolvers: Record<string, Record<string, FieldResolver>> = Object.fromEntries(
  recordTypes.map((type) => [type.name, resolversOf(type)]),
);

function resolversOf({ prefix, references }: AnyRecordType): Record<string, FieldResolver> {
  const direct = references.filter(({ within }) => within === undefined);
  return {
    id: reading<Row, [], string>({ id: true }, ({ id }) => encodeTypeId(prefix, id as string)),
    ...(prefix === 'ecosystem' ? {} : { ecosystem: recordResolver({ field: 'ecosystemId', prefix: 'ecosystem' }) }),
    ...Object.fromEntries(direct.map((each) => [each.name, each.list ? listResolver(each) : recordResolver(each)])),
  };
}

function recordResolver({ field, prefix }: Pick<Reference, 'field' | 'prefix'>): FieldResolver {
  return reading<Row, FieldInput, unknown>({ [field]: true }, (row, _args, { read }, info) =>
    read.partOfRecord(prefix, {
      id: row[field] as string | null,
      needed: neededOfField(info),
    }),
  );
}

/** Ids that are requested at the same time are read together, so that all lists of a level need one statement. */
function listResolver({ field, prefix }: Reference): FieldResolver {
  return reading<Row, FieldInput, unknown>({ [field]: true }, async (row, _args, { read }, info) => {
    const needed = neededOfField(info);
    const ids = (row[field] as string[] | null) ?? [];
    const records = await Promise.all(ids.map((id) => read.partOfRecord(prefix, { id, needed })));
    return records.filter((record) => record !== null);
  });
}
