import { date, line, prose, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * A landscape (environmental) scan: a study of current conditions on a date. Its findings are recorded as gaps.
 *
 * @see STEM Learning Ecosystems, Strategy One: define the current landscape, and identify priority gaps
 */
export const landscapeScan = defineRecord({
  name: 'LandscapeScan',
  prefix: 'landscape_scan',
  personal: ['conductedBy'],
  fields: {
    title: line(),
    scannedOn: date(),
    scope: prose().nullable(),
    method: prose().nullable(),
    conductedBy: line().nullable(),
    reportUrl: url().nullable(),
  },
  past: ['scannedOn'],
});

/** See {@link landscapeScan}. */
export type LandscapeScan = RecordOf<typeof landscapeScan>;
