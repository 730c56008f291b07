import { termStatuses } from '@collective-impact/sdk/agenda';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const TermEntity = defineEntity({
  name: 'Term',
  tableName: 'term',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    term: p.text(),
    // Computed by `keysOf` for comparison, sorting and search.
    termKey: sortedText(),
    searchText: p.text(),
    definition: p.text(),
    source: p.text().nullable(),
    synonyms: p.json().$type<string[]>(),
    usedIn: p.json().$type<string[]>(),
    status: p.enum(termStatuses),
    adoptedOn: day().nullable(),
    retiredOn: day().nullable(),
  },
  checks: [
    { name: 'term_retired_after_adopted', expression: 'retired_on >= adopted_on' },
    { name: 'term_adopted_on_a_day', expression: "adopted_on is not null or status <> 'ADOPTED'" },
  ],
  uniques: [{ name: 'term_once', properties: ['ecosystemId', 'termKey'], where: "status <> 'RETIRED'" }],
  indexes: [{ name: 'term_by_ecosystem', properties: ['ecosystemId', 'termKey', 'id'] }],
});
