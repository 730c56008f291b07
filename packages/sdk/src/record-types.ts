import { accessRecords } from './access/records.ts';
import { activityRecords } from './activity/records.ts';
import { agendaRecords } from './agenda/records.ts';
import { backboneRecords } from './backbone/records.ts';
import { communicationRecords } from './communication/records.ts';
import { ecosystemRecords } from './ecosystem/records.ts';
import { indicatorRecords } from './indicator/records.ts';
import { landscapeRecords } from './landscape/records.ts';
import { learningRecords } from './learning/records.ts';
import { partnershipRecords } from './partnership/records.ts';
import { proposalRecords } from './proposal/records.ts';
import { releaseRecords } from './release/records.ts';
import { reportingRecords } from './reporting/records.ts';
import { studyRecords } from './study/records.ts';

/** Every record type, domain by domain. */
export const recordTypes = [
  ...ecosystemRecords,
  ...accessRecords,
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
  ...proposalRecords,
] as const;
