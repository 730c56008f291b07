import { typeDefs } from '@collective-impact/schema';
import { recordTypes } from '@collective-impact/sdk';
import { changeableRecords } from '@collective-impact/store';
import { buildASTSchema, parse } from 'graphql';
import { expect, it } from 'vitest';

const mutations = buildASTSchema(parse(typeDefs)).getMutationType()?.getFields() ?? {};

/** Records that decide who has access are changed by those who may grant it, and by nobody's proposal. */
const withoutProposals = ['AccessGrant', 'Invitation', 'SharingAcceptance', 'SharingAgreement'];

it('lets callers propose changes of each type of record that a mutation updates', () => {
  const updated = recordTypes.filter(({ name }) => `update${name}` in mutations).map(({ name }) => name);
  const changeable = [...changeableRecords.values()].map(({ type }) => type.name);
  expect(changeable.toSorted()).toEqual(updated.filter((name) => !withoutProposals.includes(name)).toSorted());
});

it('excludes only types of records that a mutation updates', () => {
  expect(withoutProposals.filter((name) => !(`update${name}` in mutations))).toEqual([]);
});
