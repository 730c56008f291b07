import { Tables } from './20261122000001-tables.ts';
import { FeedAndAudit } from './20261122000002-feed-and-audit.ts';
import { OneAdoptedVersion } from './20261123010342-one-adopted-version.ts';
import { Domain } from './20261123030000-domain.ts';
import { ManyReports } from './20261125161500-many-reports.ts';

/** Every migration, oldest first; one that has landed never changes. */
export const migrations = [
  { name: '20261122000001-tables', class: Tables },
  { name: '20261122000002-feed-and-audit', class: FeedAndAudit },
  { name: '20261123010342-one-adopted-version', class: OneAdoptedVersion },
  { name: '20261123030000-domain', class: Domain },
  { name: '20261125161500-many-reports', class: ManyReports },
];
