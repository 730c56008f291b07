/** An indicator of a goal that two organizations adopted and reported for, with one discussion entry and one release. */
export function measured(goal: number, version: object = {}) {
  const fields = { indicatorId: `indicator_${goal}`, status: 'ADOPTED', effectiveFrom: '2024-09-01' };
  const versionId = `version_${goal}`;
  return {
    indicators: [{ id: fields.indicatorId, code: `I${goal}`, goalIds: [`goal_${goal}`] }],
    indicatorVersions: [{ id: versionId, ...fields, ...version }],
    discussionEntries: [{ id: `entry_${goal}`, indicatorVersionId: versionId, saidOn: '2024-05-01' }],
    adoptions: ['a', 'b'].map((organizationId) => ({
      id: `adoption_${goal}_${organizationId}`,
      indicatorVersionId: versionId,
      organizationId,
      startsOn: '2024-09-01',
    })),
    releases: [released(goal)],
  };
}

/** A release of the school year 2024. */
export function released(goal: number, more: object = {}) {
  const period = { frequency: 'SCHOOL_YEAR' as const, periodStart: '2024-09-01', periodEnd: '2025-08-31' };
  const published = { ...period, releasedOn: '2025-08-31' };
  return { id: `release_${goal}`, indicatorVersionId: `version_${goal}`, ...published, reporters: 2, ...more };
}

/** The records of two indicators. */
export const both = (...[one, other]: [ReturnType<typeof measured>, ReturnType<typeof measured>]) => ({
  indicators: [...one.indicators, ...other.indicators],
  indicatorVersions: [...one.indicatorVersions, ...other.indicatorVersions],
  discussionEntries: [...one.discussionEntries, ...other.discussionEntries],
  adoptions: [...one.adoptions, ...other.adoptions],
  releases: [...one.releases, ...other.releases],
});
