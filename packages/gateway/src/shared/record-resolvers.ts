import { type AnyRecordType, encodeTypeId, type Reference, recordTypes } from '@collective-impact/sdk';
import type { GatewayContext } from './context.ts';

type Row = { readonly id: string } & Readonly<Record<string, unknown>>;
type FieldResolver = (row: Row, args: unknown, context: GatewayContext) => unknown;

/**
 * What follows from the model, for every type of record: `id`, its UUID as a TypeID; `ecosystem`; and the records that it
 * refers to. Those that the viewer may not see are null, or absent from a list. A domain may override any of them.
 */
export const recordResolvers: Record<string, Record<string, FieldResolver>> = Object.fromEntries(
  recordTypes.map((type) => [type.name, resolversOf(type)]),
);

function resolversOf({ prefix, references }: AnyRecordType): Record<string, FieldResolver> {
  const own = references.filter(({ within }) => within === undefined);
  return {
    id: (row) => encodeTypeId(prefix, row.id),
    ...(prefix === 'ecosystem' ? {} : { ecosystem: reads({ field: 'ecosystemId', prefix: 'ecosystem' }) }),
    ...Object.fromEntries(own.map((each) => [each.name, each.list ? readsAll(each) : reads(each)])),
  };
}

function reads({ field, prefix }: Pick<Reference, 'field' | 'prefix'>): FieldResolver {
  return (row, _args, { read }) => read.record(prefix, row[field] as string | null);
}

/** One statement for all lists of a level, since ids asked for in the same moment are read together. */
function readsAll({ field, prefix }: Reference): FieldResolver {
  return async (row, _args, { read }) => {
    const found = await Promise.all((row[field] as string[] | null)?.map((id) => read.record(prefix, id)) ?? []);
    return found.filter((record) => record !== null);
  };
}
