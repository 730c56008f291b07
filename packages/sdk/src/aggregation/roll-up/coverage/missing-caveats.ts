import { amount } from '../../../shared/wording.ts';
import type { NetworkAggregate } from '../aggregate/aggregate-ecosystems.ts';
import type { ReleaseAggregate } from '../aggregate/aggregate-organizations.ts';
import type { AbsentForPart } from '../roll-up-request.ts';

/** Gaps that a caveat names; more are counted. */
const mostNamedGaps = 3;

/** Caveats on the figures that an aggregate leaves out: one for each period and cause. */
export function missingCaveats(code: string, { ecosystems, absent, counted, gaps }: NetworkAggregate): string[] {
  const releases = ecosystems.flatMap((ecosystem) => ecosystem.releases);
  const ofPeriods = [...Map.groupBy(releases, ({ period }) => period)].flatMap(([period, ofPeriod]) =>
    caveatsOfPeriod(period, ofPeriod),
  );
  if (counted.figures === 0) return ofPeriods;
  return [
    ...ofPeriods,
    ...[{ period: code, ecosystems: absent.count }, ...absent.ofParts].flatMap(absentCaveats),
    ...gapCaveats(gaps.map((gap) => gap.code)),
  ];
}

/** The caveat that ecosystems agreed to contribute figures for the period or a part of it, and have none. */
function absentCaveats({ period, ecosystems }: AbsentForPart): string[] {
  if (ecosystems === 0) return [];
  const [has, itIs] = ecosystems === 1 ? ['ecosystem has', 'It is'] : ['ecosystems have', 'They are'];
  return [`${ecosystems} expected ${has} no figure for ${period}. ${itIs} not included.`];
}

/** The caveat that no figure covers parts of the requested period. */
function gapCaveats(gaps: readonly string[]): string[] {
  const distinct = [...new Set(gaps)].sort();
  if (distinct.length === 0) return [];
  const which = distinct.length > mostNamedGaps ? `${distinct.length} parts of the period` : distinct.join(', ');
  return [`No figure covers ${which}.`];
}

function caveatsOfPeriod(period: string, releases: readonly ReleaseAggregate[]): string[] {
  const sum = (of: (release: ReleaseAggregate) => number) =>
    releases.reduce((total, release) => total + of(release), 0);
  const hasFigure = releases.some(({ counted }) => counted.figures > 0);
  const notIncluded = hasFigure
    ? [
        ...notReportedCaveats(period, sum(notReported)),
        ...unassignedCaveats(period, sum(unassigned)),
        ...withoutNumber(sum(reportedMissing), {
          period,
          how: ['was reported as MISSING', 'were reported as MISSING'],
        }),
        ...withoutNumber(
          sum(({ counted }) => counted.suppressedAtSource),
          {
            period,
            how: ['is suppressed by its source', 'are suppressed by their source'],
          },
        ),
      ]
    : [];
  return [
    ...withoutFigureCaveats(period, {
      organizations: sum(({ withoutFigure, closed }) => withoutFigure - closed.withoutTotal),
      isTotal: releases.every(({ categories }) => categories.length === 0),
    }),
    ...notIncluded,
    ...closedCaveats(period, {
      excluded: sum(({ closed }) => closed.excluded),
      hidden: sum(({ closed }) => closed.hidden),
    }),
  ];
}

function notReported({ isOfOrganizations, expected }: ReleaseAggregate): number {
  return isOfOrganizations ? (expected?.absent ?? 0) : 0;
}

function unassigned({ isOfOrganizations, expected }: ReleaseAggregate): number {
  return isOfOrganizations ? (expected?.unassigned ?? 0) : 0;
}

/** Figures of closed organizations count as missing, and have their own caveats. */
function reportedMissing({ counted, closed }: ReleaseAggregate): number {
  return Math.max(0, counted.missing - closed.withFigure);
}

/** The caveat that organizations with other figures of the period have no figure of these categories. */
function withoutFigureCaveats(
  period: string,
  { organizations, isTotal }: { organizations: number; isTotal: boolean },
): string[] {
  if (organizations <= 0) return [];
  const [have, count] = organizations === 1 ? ['has', 'It counts'] : ['have', 'They count'];
  const what = isTotal ? 'no total' : 'none of these categories';
  return [`${amount(organizations, 'organization')} ${have} figures for ${period}, but ${what}. ${count} as missing.`];
}

/** The caveat that organizations agreed to report for the period and did not. */
function notReportedCaveats(period: string, organizations: number): string[] {
  if (organizations === 0) return [];
  const itIs = organizations === 1 ? 'It is' : 'They are';
  return [`${amount(organizations, 'expected organization')} did not report for ${period}. ${itIs} not included.`];
}

/** The caveat that it is not known whether organizations report for the place of the figure. */
function unassignedCaveats(period: string, organizations: number): string[] {
  if (organizations === 0) return [];
  const [itServes, itIs] = organizations === 1 ? ['it serves', 'It is'] : ['they serve', 'They are'];
  return [
    `${amount(organizations, 'organization')} agreed to report for ${period}, but it is not known whether ${itServes} this place. ${itIs} not counted as missing.`,
  ];
}

/** The caveat that reported figures have no number, and why. */
function withoutNumber(
  figures: number,
  { period, how }: { period: string; how: readonly [one: string, more: string] },
): string[] {
  if (figures === 0) return [];
  const [was, itIs] = figures === 1 ? [how[0], 'It is'] : [how[1], 'They are'];
  return [`${amount(figures, 'figure')} for ${period} ${was}. ${itIs} not included.`];
}

/** Caveats that organizations were excluded from the release, or are hidden from the caller. They do not state how many. */
function closedCaveats(period: string, { excluded, hidden }: { excluded: number; hidden: number }): string[] {
  return [
    ...(excluded > 0
      ? [
          `Organizations that were not visible when the figures for ${period} were released are not included until the next release.`,
        ]
      : []),
    ...(hidden > 0 ? [`Figures for ${period} of organizations that are not visible to you are not included.`] : []),
  ];
}
