import { numbered, type RowOf, tableOf } from '../shared/table.ts';
import { CalendarReleaseEntity } from './calendar/calendar-release.entity.ts';
import { ReleasedCellEntity, ReleaseEntity } from './release.entity.ts';

/** A release as readers return it, without its cells. */
export interface ReleaseRow extends RowOf<typeof ReleaseEntity> {}
/** A cell of a release as its table stores it. */
export interface ReleasedCellRow extends RowOf<typeof ReleasedCellEntity> {}
/** The last attempt to release a version and period by its calendar. */
export interface CalendarReleaseRow extends RowOf<typeof CalendarReleaseEntity> {}

export const releaseTable = tableOf<ReleaseRow>(ReleaseEntity);
export const releasedCellTable = numbered(tableOf<ReleasedCellRow>(ReleasedCellEntity));
export const calendarReleaseTable = tableOf<CalendarReleaseRow>(CalendarReleaseEntity);
