import {
  endSharingAcceptance,
  endSharingAgreement,
  sharingAcceptanceDefinition,
  sharingAgreementDefinition,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Resolvers of sharing agreements. */
export const sharingResolvers: Resolvers = {
  Ecosystem: {
    sharingAgreements: async ({ id }, page, { read }) => new Connection(await read.access.sharing.agreements(id, page)),
  },
  SharingAgreement: {
    status: ({ id }, _args, { read, now }) => read.access.sharing.status(id, now()),
    memberName: async ({ id }, _args, { read }) => (await read.access.sharing.names(id)).memberName,
    indicatorNames: async ({ id }, _args, { read }) => [...(await read.access.sharing.names(id)).indicatorNames],
    acceptance: ({ id }, _args, { read }) => read.access.sharing.acceptance(id),
  },
  Mutation: {
    createSharingAgreement: create(sharingAgreementDefinition),
    updateSharingAgreement: update(sharingAgreementDefinition),
    endSharingAgreement: transition(endSharingAgreement),
    createSharingAcceptance: create(sharingAcceptanceDefinition),
    updateSharingAcceptance: update(sharingAcceptanceDefinition),
    endSharingAcceptance: transition(endSharingAcceptance),
  },
};
