import {
  decodeTypeId,
  encodeTypeId,
  InputError,
  knownWords,
  type RecordSummary,
  recordTypes,
} from '@collective-impact/sdk';
import { restoreRecord, type VoidedRecordRow, voidRecord } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';
import { visibleIdArgument } from '../shared/id-argument.ts';
import { nodesByIds } from '../shared/node.ts';

/** Resolvers of voided records. */
export const voidingResolvers: Resolvers = {
  Query: {
    voidedRecords: async (_parent, { ecosystemId: id, recordType, ...page }, context) => {
      const ecosystem = { argument: 'ecosystemId', prefix: 'ecosystem', id } as const;
      const filter = { ecosystemId: await visibleIdArgument(context, ecosystem), recordType: prefixOf(recordType) };
      return new Connection(await context.read.access.voided.all(page, filter));
    },
  },
  VoidedRecord: {
    id: ({ recordType, recordId }) => encodeTypeId(recordType, recordId),
    recordType: async (row, _args, context) => (await summaryOf(row, context)).recordType,
    title: async (row, _args, context) => (await summaryOf(row, context)).title,
    voidedBy: ({ voidedBy }, _args, { read }) => {
      const id = decodeTypeId('principal', voidedBy);
      return id === undefined ? null : read.access.principal(id);
    },
  },
  Mutation: {
    voidRecord: async (_parent, { input }, { read, writer }) => {
      const outcome = await voidRecord(writer, { ...input });
      read.forget();
      if (!outcome.ok) return { records: [], userErrors: outcome.issues };
      return { records: await read.access.voided.ofVoiding(outcome.value), userErrors: [] };
    },
    restoreRecord: async (_parent, { input }, context) => {
      const outcome = await restoreRecord(context.writer, { ...input });
      context.read.forget();
      if (!outcome.ok) return { records: [], userErrors: outcome.issues };
      const ids = outcome.value.map(({ prefix, id }) => encodeTypeId(prefix, id));
      return { records: (await nodesByIds(context, ids)).filter((node) => node !== null), userErrors: [] };
    },
  },
};

/** A list of voided records contains only those that the caller could see before. */
async function summaryOf(row: VoidedRecordRow, { read }: GatewayContext): Promise<RecordSummary> {
  const summary = await read.access.voided.summary(row);
  if (!summary) throw new Error(`The voided record ${row.recordId} is not visible.`);
  return summary;
}

function prefixOf(name: string | null | undefined): string | null {
  if (name == null) return null;
  const type = recordTypes.find((each) => each.name === name);
  if (!type) {
    const known = knownWords(
      name,
      recordTypes.map((each) => each.name),
    );
    throw new InputError(`\`recordType\` is "${name.slice(0, 100)}", which is not a record type.${known}`);
  }
  return type.prefix;
}
