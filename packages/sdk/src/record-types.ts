import { activityRecords } from './activity/index.ts';
import { agendaRecords } from './agenda/index.ts';
import { backboneRecords } from './backbone/index.ts';
import { communicationRecords } from './communication/index.ts';
import { ecosystemRecords } from './ecosystem/index.ts';
import { indicatorRecords } from './indicator/index.ts';
import { landscapeRecords } from './landscape/index.ts';
import { learningRecords } from './learning/index.ts';
import { partnershipRecords } from './partnership/index.ts';
import { releaseRecords } from './release/index.ts';
import { reportingRecords } from './reporting/index.ts';
import { studyRecords } from './study/index.ts';

/** Every record type, domain by domain. */
export const recordTypes = [
  ...ecosystemRecords,
  ...partnershipRecords,
  ...agendaRecords,
  ...indicatorRecords,
  ...landscapeRecords,
  ...reportingRecords,
  ...releaseRecords,
  ...activityRecords,
  ...communicationRecords,
  ...backboneRecords,
  ...learningRecords,
  ...studyRecords,
] as const;
