/** Whether figures of a version compare with those of the version before; a chain is as good as its worst link. */
export const comparabilities = ['YES', 'WITH_CAVEAT', 'NO'] as const;
/** One of {@link comparabilities}. */
export type Comparability = (typeof comparabilities)[number];
