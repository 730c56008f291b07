/**
 * The limits of the smallest number of people that a figure may count, inclusive: of the threshold of an ecosystem and its releases,
 * of the smallest threshold that an ecosystem shares, and of the minimum base of a study. The database checks the lower limit too.
 */
export const thresholdLimits = { least: 3, most: 1000 } as const;
