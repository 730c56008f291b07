import { defineEntity, p } from '@mikro-orm/core';
import { BreakdownEntity } from '../../indicator/index.ts';
import { timestamp } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { figureProperties, IndicatorReportEntity } from '../report/indicator-report.entity.ts';

/**
 * A correction of a verified report, with its notes before the correction. It is part of the report and never deleted.
 * `releaseId` is the release of the version and period that was current at the time of the correction.
 */
export const ReportCorrectionEntity = defineEntity({
  name: 'ReportCorrection',
  tableName: 'report_correction',
  properties: {
    id: p.uuid().primary(),
    ecosystemId: p.uuid(),
    reportId: () => reference(IndicatorReportEntity, 'report_id'),
    number: p.integer(),
    correctedAt: timestamp(),
    correctedBy: p.text(),
    reason: p.text(),
    releaseId: () => reference('Release', 'release_id').nullable(),
    methodNote: p.text().nullable(),
    source: p.text().nullable(),
    narrative: p.text().nullable(),
  },
  uniques: [{ name: 'report_correction_number', properties: ['reportId', 'number'] }],
  indexes: [{ name: 'report_correction_by_release', properties: ['releaseId', 'id'] }],
});

/** A cell of a report before a correction. */
export const ReplacedCellEntity = defineEntity({
  name: 'ReplacedCell',
  tableName: 'replaced_cell',
  properties: {
    correctionId: () => reference(ReportCorrectionEntity, 'correction_id').primary(),
    breakdownId: () => reference(BreakdownEntity, 'breakdown_id').$type<number>().primary(),
    ecosystemId: p.uuid(),
    ...figureProperties,
  },
});
