/** Detail of the figures that a sharing agreement shares: totals only, or also figures by category. */
export const sharingDetails = ['TOTALS', 'DISAGGREGATED'] as const;

/** One of {@link sharingDetails}. */
export type SharingDetail = (typeof sharingDetails)[number];
