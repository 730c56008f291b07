import { type Visibility, visibilities } from '@collective-impact/sdk';
import { ecosystemKinds } from '@collective-impact/sdk/ecosystem';
import { defineEntity, p } from '@mikro-orm/core';
import { code, day, recordProperties, sortedText } from '../shared/record-entity.ts';

/** An ecosystem belongs to itself: its `ecosystem_id` is its id. */
export const EcosystemEntity = defineEntity({
  name: 'Ecosystem',
  tableName: 'ecosystem',
  properties: {
    ...recordProperties,
    ecosystemId: p.uuid(),
    slug: p.text().collation('C').unique('ecosystem_slug_unique'),
    name: sortedText(),
    purpose: p.text().nullable(),
    kind: p.enum(ecosystemKinds),
    place: code().nullable(),
    populationServed: p.text().nullable(),
    startedOn: day().nullable(),
    phase: code().nullable(),
    timeZone: p.text(),
    schoolYearStart: p.text(),
    fiscalYearStart: p.text(),
    disclosureThreshold: p.integer(),
    hidesZeros: p.boolean(),
    defaultVisibility: p.enum(visibilities).$type<Visibility>().default('MEMBERS'),
    authority: p.text().nullable(),
  },
  checks: [
    { name: 'ecosystem_belongs_to_itself', expression: 'ecosystem_id = id' },
    { name: 'ecosystem_disclosure_threshold', expression: 'disclosure_threshold >= 3' },
  ],
  indexes: [{ name: 'ecosystem_by_name', properties: ['name', 'id'] }],
});
