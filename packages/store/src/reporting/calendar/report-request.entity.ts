import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { day, recordProperties, sortedText } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';

export const ReportRequestEntity = defineEntity({
  name: 'ReportRequest',
  tableName: 'report_request',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionIds: p.array().columnType('uuid[]').$type<string[]>(),
    period: sortedText(),
    opensOn: day(),
    dueOn: day(),
    note: p.text().nullable(),
    closedOn: day().nullable(),
  },
  checks: [{ name: 'report_request_due_after_opening', expression: 'due_on >= opens_on' }],
  indexes: [
    { name: 'report_request_by_ecosystem', properties: ['ecosystemId', 'dueOn', 'id'] },
    { name: 'report_request_by_period', properties: ['period'] },
  ],
});
