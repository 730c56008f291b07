import { defineEntity, p } from '@mikro-orm/core';
import { IndicatorReportEntity } from '../reporting/index.ts';
import { reference } from '../shared/reference.ts';
import { ReleaseEntity } from './release.entity.ts';

/** That a release left what a verified report says for a later one. */
export const WaitingReportEntity = defineEntity({
  name: 'WaitingReport',
  tableName: 'waiting_report',
  properties: {
    releaseId: () => reference(ReleaseEntity, 'release_id').primary(),
    reportId: () => reference(IndicatorReportEntity, 'report_id').primary(),
    ecosystemId: p.uuid(),
  },
});
