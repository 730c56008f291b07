import { decodeTypeId } from '@collective-impact/sdk';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { idArgument } from '../shared/id-argument.ts';
import { idOfAnyRecord, nodeById } from '../shared/node.ts';

/** Resolvers of the audit log. */
export const auditResolvers: Resolvers = {
  Ecosystem: {
    auditEntries: async ({ id }, { recordId, recordType, principalId, action, from, to, ...page }, { read }) => {
      const filter = {
        ...{ recordType, action, from, to },
        recordId: recordId == null ? null : idOfAnyRecord(recordId).uuid,
        principalId: idArgument('principal', principalId),
      };
      return new Connection(await read.audit.ofEcosystem(id, { page, filter }));
    },
  },
  AuditEntry: {
    record: ({ recordType, recordId }, _args, context) =>
      recordType === 'Principal' ? null : nodeById(context, recordId),
    principal: ({ actor }, _args, { read }) => {
      const principal = actor == null ? undefined : decodeTypeId('principal', actor);
      return principal === undefined ? null : read.access.principal(principal);
    },
  },
};
