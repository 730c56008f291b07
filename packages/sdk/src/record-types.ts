import { agendaRecords } from './agenda/index.ts';
import { ecosystemRecords } from './ecosystem/index.ts';
import { measurementRecords } from './measurement/index.ts';
import { studyRecords } from './study/index.ts';

/** Every kind of record, room by room. */
export const recordTypes = [...ecosystemRecords, ...agendaRecords, ...measurementRecords, ...studyRecords] as const;
