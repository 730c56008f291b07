import { activityRecords } from './activity/index.ts';
import { agendaRecords } from './agenda/index.ts';
import { backboneRecords } from './backbone/index.ts';
import { communicationRecords } from './communication/index.ts';
import { ecosystemRecords } from './ecosystem/index.ts';
import { learningRecords } from './learning/index.ts';
import { measurementRecords } from './measurement/index.ts';
import { partnershipRecords } from './partnership/index.ts';
import { studyRecords } from './study/index.ts';

/** Every kind of record, room by room. */
export const recordTypes = [
  ...ecosystemRecords,
  ...partnershipRecords,
  ...measurementRecords,
  ...agendaRecords,
  ...activityRecords,
  ...communicationRecords,
  ...backboneRecords,
  ...learningRecords,
  ...studyRecords,
] as const;
