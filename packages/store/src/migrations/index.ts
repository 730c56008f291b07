import { Tables } from './20261122000001-tables.ts';
import { FeedAndAudit } from './20261122000002-feed-and-audit.ts';
import { OneAdoptedVersion } from './20261123010342-one-adopted-version.ts';
import { Domain } from './20261123030000-domain.ts';
import { AroundReports } from './20261125152605-around-reports.ts';
import { Definitions } from './20261125153000-definitions.ts';
import { Disclosure } from './20261125154327-disclosure.ts';
import { ManyReports } from './20261125161500-many-reports.ts';
import { StepsAndDays } from './20261125161827-steps-and-days.ts';
import { SumsOfReleases } from './20261125181536-sums-of-releases.ts';
import { CalendarReleases } from './20261125182100-calendar-releases.ts';
import { StandardTerms } from './20261128120000-standard-terms.ts';
import { TimeZones } from './20261128121136-time-zones.ts';
import { AggregateScope } from './20261128124000-aggregate-scope.ts';
import { FundingPracticeAdoption } from './20261128125500-funding-practice-adoption.ts';
import { CodeRevisions } from './20261128131500-code-revisions.ts';
import { GoalContribution } from './20261128131700-goal-contribution.ts';
import { ReleasedSumScope } from './20261128171500-released-sum-scope.ts';
import { DatesOfSteps } from './20261128213500-dates-of-steps.ts';
import { MinimumCoverage } from './20261128215300-minimum-coverage.ts';
import { Spelling } from './20261128220900-spelling.ts';
import { Disparity } from './20261129030500-disparity.ts';

/** Every migration, oldest first; one that has landed never changes. */
export const migrations = [
  { name: '20261122000001-tables', class: Tables },
  { name: '20261122000002-feed-and-audit', class: FeedAndAudit },
  { name: '20261123010342-one-adopted-version', class: OneAdoptedVersion },
  { name: '20261123030000-domain', class: Domain },
  { name: '20261125152605-around-reports', class: AroundReports },
  { name: '20261125153000-definitions', class: Definitions },
  { name: '20261125154327-disclosure', class: Disclosure },
  { name: '20261125161500-many-reports', class: ManyReports },
  { name: '20261125161827-steps-and-days', class: StepsAndDays },
  { name: '20261125181536-sums-of-releases', class: SumsOfReleases },
  { name: '20261125182100-calendar-releases', class: CalendarReleases },
  { name: '20261128120000-standard-terms', class: StandardTerms },
  { name: '20261128121136-time-zones', class: TimeZones },
  { name: '20261128124000-aggregate-scope', class: AggregateScope },
  { name: '20261128125500-funding-practice-adoption', class: FundingPracticeAdoption },
  { name: '20261128131500-code-revisions', class: CodeRevisions },
  { name: '20261128131700-goal-contribution', class: GoalContribution },
  { name: '20261128171500-released-sum-scope', class: ReleasedSumScope },
  { name: '20261128213500-dates-of-steps', class: DatesOfSteps },
  { name: '20261128215300-minimum-coverage', class: MinimumCoverage },
  { name: '20261128220900-spelling', class: Spelling },
  { name: '20261129030500-disparity', class: Disparity },
];
