import { indicatorReport } from '@collective-impact/sdk/reporting';
import { p } from '@mikro-orm/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CellEntity, IndicatorReportEntity } from './indicator-report.entity.ts';
import { changeableProperties, createdProperties } from './report-columns.ts';

const report = {
  fields: { ...indicatorReport.fields, confidence: z.string().nullable() },
  setByRule: indicatorReport.setByRule,
};
const reportEntity = { meta: { properties: { ...IndicatorReportEntity.meta.properties, confidence: p.text() } } };

describe('the columns of reports that are submitted in one call', () => {
  it('include a field that is added to the definition of a report', () => {
    expect(createdProperties(reportEntity)).toEqual([...createdProperties(IndicatorReportEntity), 'confidence']);
    expect(changeableProperties(report, reportEntity)).toEqual([
      'sourceUri',
      'methodNote',
      'source',
      'narrative',
      'confidence',
    ]);
  });

  it('include a field that is added to a cell', () => {
    const cell = { meta: { properties: { ...CellEntity.meta.properties, median: p.text() } } };
    expect(createdProperties(cell)).toEqual([...createdProperties(CellEntity), 'median']);
  });

  it('do not include what the database sets', () => {
    for (const name of ['createdAt', 'updatedAt', 'version'])
      expect(createdProperties(IndicatorReportEntity)).not.toContain(name);
  });
});
