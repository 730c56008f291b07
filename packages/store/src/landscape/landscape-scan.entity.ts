import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const LandscapeScanEntity = defineEntity({
  name: 'LandscapeScan',
  tableName: 'landscape_scan',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    title: p.text(),
    scannedOn: day(),
    scope: p.text().nullable(),
    method: p.text().nullable(),
    conductedBy: p.text().nullable(),
    reportUrl: p.text().nullable(),
  },
  indexes: [{ name: 'landscape_scan_by_ecosystem', properties: ['ecosystemId', 'scannedOn', 'id'] }],
});
