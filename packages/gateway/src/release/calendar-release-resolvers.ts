import { releaseDue } from '@collective-impact/store';
import type { MutationResolvers, Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';

/** Resolvers of releases by calendar. */
export const calendarReleaseResolvers: Resolvers = {
  Ecosystem: {
    calendarReleases: async ({ id }, { rejected, ...page }, { read }) =>
      new Connection(await read.release.calendarReleases.ofEcosystem(id, { page, filter: { rejected } })),
  },
  Reporting: {
    calendarRelease: ({ indicatorVersionId, period }, _args, { read }) =>
      read.release.calendarReleases.ofPeriod(indicatorVersionId, period),
  },
  CalendarRelease: {
    release: ({ releaseId }, _args, { read }) => read.record('release', releaseId),
    indicatorVersion: ({ indicatorVersionId }, _args, { read }) => read.record('indicator_version', indicatorVersionId),
    calendar: ({ calendarId }, _args, { read }) => read.record('reporting_calendar', calendarId),
    userErrors: ({ issues }) => issues,
  },
};

/** The mutation that publishes the releases that are due by calendar. */
export const calendarReleaseMutations: MutationResolvers = {
  releaseDue: async (_parent, { input }, { writer, read }) => {
    const outcome = await releaseDue(writer, { ...input });
    read.forget();
    if (!outcome.ok) return { results: [], userErrors: outcome.issues };
    const found = await Promise.all(outcome.value.map(({ id }) => read.release.calendarReleases.byId(id)));
    return { results: found.filter((each) => each !== null), userErrors: [] };
  },
};
