import { expect, it } from 'vitest';
import * as z from 'zod';
import { line, reference } from './fields.ts';
import { referencesAmong } from './references.ts';

it('returns the references among fields that are nullable, optional or in lists', () => {
  const fields = {
    name: line(),
    tags: z.array(line()),
    goalId: reference('goal'),
    leadId: reference('organization').nullable(),
    chairId: reference('contact').nullable().default(null).optional(),
    hostId: reference('organization').describe('Who hosts it.'),
    goalIds: z.array(reference('goal')).max(50),
    activityIds: z.array(reference('activity')).nullable(),
    networkId: reference('ecosystem', { crossing: true }),
    members: z.array(z.object({ organizationId: reference('organization'), role: line() })).max(5),
  };
  expect(referencesAmong(fields)).toEqual([
    { field: 'goalId', name: 'goal', prefix: 'goal', list: false, crossing: false },
    { field: 'leadId', name: 'lead', prefix: 'organization', list: false, crossing: false },
    { field: 'chairId', name: 'chair', prefix: 'contact', list: false, crossing: false },
    { field: 'hostId', name: 'host', prefix: 'organization', list: false, crossing: false },
    { field: 'goalIds', name: 'goals', prefix: 'goal', list: true, crossing: false },
    { field: 'activityIds', name: 'activities', prefix: 'activity', list: true, crossing: false },
    { field: 'networkId', name: 'network', prefix: 'ecosystem', list: false, crossing: true },
    {
      within: 'members',
      field: 'organizationId',
      name: 'organization',
      prefix: 'organization',
      list: false,
      crossing: false,
    },
  ]);
});
