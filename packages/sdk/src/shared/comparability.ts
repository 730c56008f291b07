/** Whether the figures of a version are comparable with those of the previous version. The lowest value of a chain applies. */
export const comparabilities = ['YES', 'WITH_CAVEAT', 'NO'] as const;
/** One of {@link comparabilities}. */
export type Comparability = (typeof comparabilities)[number];
