import { discussionEntryWriting } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { creates, updates } from '../shared/mutation.ts';

/** What was said before a version was adopted. */
export const discussionResolvers: Resolvers = {
  IndicatorVersion: {
    discussion: async ({ id }, page, { read }) => new Connection(await read.indicator.discussions.ofVersion(id, page)),
  },
  Mutation: {
    createDiscussionEntry: creates(discussionEntryWriting),
    updateDiscussionEntry: updates(discussionEntryWriting),
  },
};
