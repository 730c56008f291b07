import { InputError } from '@collective-impact/sdk';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { nodeById, nodesByIds } from './node.ts';

/** Maximum number of ids for `nodes`. */
const maximumIds = 100;

/** Resolvers that belong to no domain: records of any type, user errors. */
export const sharedResolvers: Resolvers = {
  Query: {
    node: (_parent, { id }, context) => nodeById(context, id),
    nodes: (_parent, { ids }, context) => {
      if (ids.length > maximumIds) {
        throw new InputError(
          `\`ids\` must have at most ${maximumIds} entries. You sent ${ids.length.toLocaleString('en')}.`,
        );
      }
      return nodesByIds(context, ids);
    },
  },
  NodeConnection: {
    nodes: async ({ nodes }, _args, context) => (await nodesByIds(context, nodes)).filter((node) => node !== null),
    edges: async ({ nodes, edges }, _args, context) => {
      const records = await nodesByIds(context, nodes);
      return edges.flatMap(({ cursor }, at) => (records[at] ? [{ cursor, node: records[at] }] : []));
    },
  },
  Node: { __resolveType: (node) => node.__typename },
  UserError: {
    __resolveType: ({ code }) => {
      if (code === 'VERSION_CONFLICT') return 'VersionConflict';
      return code === 'HAS_DEPENDENTS' ? 'HasDependents' : 'RuleViolation';
    },
  },
  HasDependents: {
    dependents: ({ dependents = [] }) => dependents,
    otherDependents: ({ otherDependents = 0 }) => otherDependents,
  },
  VersionConflict: {
    currentVersion: ({ currentVersion }) => {
      if (currentVersion === undefined) throw new Error('A version conflict has no current version.');
      return currentVersion;
    },
  },
};
