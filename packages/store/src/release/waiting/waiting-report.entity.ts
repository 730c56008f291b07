import { defineEntity, p } from '@mikro-orm/core';
import { IndicatorReportEntity } from '../../reporting/index.ts';
import { reference } from '../../shared/reference.ts';
import { ReleaseEntity } from '../release.entity.ts';

/** A verified report that a release did not include, and that waits for a later release. */
export const WaitingReportEntity = defineEntity({
  name: 'WaitingReport',
  tableName: 'waiting_report',
  properties: {
    releaseId: () => reference(ReleaseEntity, 'release_id').primary(),
    reportId: () => reference(IndicatorReportEntity, 'report_id').primary(),
    ecosystemId: p.uuid(),
  },
});
