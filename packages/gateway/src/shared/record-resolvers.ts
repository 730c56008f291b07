import { type AnyRecordType, encodeTypeId, type Reference, recordTypes } from '@collective-impact/sdk';
import type { GatewayContext } from './context.ts';

type Row = { readonly id: string } & Readonly<Record<string, unknown>>;
type FieldResolver = (row: Row, args: unknown, context: GatewayContext) => unknown;

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
    id: (row) => encodeTypeId(prefix, row.id),
    ...(prefix === 'ecosystem' ? {} : { ecosystem: recordResolver({ field: 'ecosystemId', prefix: 'ecosystem' }) }),
    ...Object.fromEntries(direct.map((each) => [each.name, each.list ? listResolver(each) : recordResolver(each)])),
  };
}

function recordResolver({ field, prefix }: Pick<Reference, 'field' | 'prefix'>): FieldResolver {
  return (row, _args, { read }) => read.record(prefix, row[field] as string | null);
}

/** Ids that are requested at the same time are read together, so that all lists of a level need one statement. */
function listResolver({ field, prefix }: Reference): FieldResolver {
  return async (row, _args, { read }) => {
    const records = await Promise.all((row[field] as string[] | null)?.map((id) => read.record(prefix, id)) ?? []);
    return records.filter((record) => record !== null);
  };
}
