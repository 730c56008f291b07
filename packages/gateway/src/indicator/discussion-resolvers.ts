import { discussionEntryDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

/** What was said before a version was adopted. */
export const discussionResolvers: Resolvers = {
  IndicatorVersion: {
    discussion: async ({ id }, page, { read }) => new Connection(await read.indicator.discussions.ofVersion(id, page)),
  },
  Mutation: {
    createDiscussionEntry: create(discussionEntryDefinition),
    updateDiscussionEntry: update(discussionEntryDefinition),
  },
};
