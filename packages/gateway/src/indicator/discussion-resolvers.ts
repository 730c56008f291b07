import { discussionEntryDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

/** Resolvers of discussions of indicator versions. */
export const discussionResolvers: Resolvers = {
  IndicatorVersion: {
    discussion: async ({ id }, page, { read }) => new Connection(await read.indicator.discussions.ofVersion(id, page)),
  },
  Mutation: {
    createDiscussionEntry: create(discussionEntryDefinition),
    updateDiscussionEntry: update(discussionEntryDefinition),
  },
};
