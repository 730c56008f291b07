/** The life cycle of a report. */
export const reportStatuses = ['DRAFT', 'SUBMITTED', 'VERIFIED', 'RETURNED'] as const;
/** One of {@link reportStatuses}. */
export type ReportStatus = (typeof reportStatuses)[number];

/** What a rule for the quality of data looks at: a figure by itself, its change, or another figure beside it. */
export const dataQualityKinds = ['RANGE', 'CHANGE', 'AT_MOST'] as const;
/** One of {@link dataQualityKinds}. */
export type DataQualityKind = (typeof dataQualityKinds)[number];

/** Whether a change is measured in the unit of the figure, or as a share of the figure before. */
export const changeMeasures = ['ABSOLUTE', 'SHARE'] as const;
/** One of {@link changeMeasures}. */
export type ChangeMeasure = (typeof changeMeasures)[number];

/**
 * Whether the people that evidence tells of consent to that others see it. Nobody was asked, or somebody said no
 * (`NOT_GIVEN`); it tells of nobody (`NOT_NEEDED`); it was given and taken back (`WITHDRAWN`).
 */
export const consentStatuses = ['NOT_GIVEN', 'GIVEN', 'NOT_NEEDED', 'WITHDRAWN'] as const;
/** One of {@link consentStatuses}. */
export type ConsentStatus = (typeof consentStatuses)[number];
