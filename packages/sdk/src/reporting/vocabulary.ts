/** The life cycle of a report. */
export const reportStatuses = ['DRAFT', 'SUBMITTED', 'VERIFIED', 'RETURNED'] as const;
/** One of {@link reportStatuses}. */
export type ReportStatus = (typeof reportStatuses)[number];

/** What a data quality rule checks: one figure, its change over time, or its relation to another figure. */
export const dataQualityKinds = ['RANGE', 'CHANGE', 'AT_MOST'] as const;
/** One of {@link dataQualityKinds}. */
export type DataQualityKind = (typeof dataQualityKinds)[number];

/** Whether a change is measured in the unit of the figure, or as a share of the previous figure. */
export const changeMeasures = ['ABSOLUTE', 'SHARE'] as const;
/** One of {@link changeMeasures}. */
export type ChangeMeasure = (typeof changeMeasures)[number];

/**
 * Whether the people whom evidence is about consent to its publication. `NOT_GIVEN`: nobody was asked, or somebody
 * refused. `NOT_NEEDED`: it is about no identifiable person. `WITHDRAWN`: consent was given and later withdrawn.
 */
export const consentStatuses = ['NOT_GIVEN', 'GIVEN', 'NOT_NEEDED', 'WITHDRAWN'] as const;
/** One of {@link consentStatuses}. */
export type ConsentStatus = (typeof consentStatuses)[number];

/**
 * `SCHEDULED`: a request for reports whose first day has not come. `OPEN`: organizations are asked to report, also after the due day.
 * `CLOSED`: a data steward closed it.
 */
export const reportRequestStatuses = ['SCHEDULED', 'OPEN', 'CLOSED'] as const;
/** One of {@link reportRequestStatuses}. */
export type ReportRequestStatus = (typeof reportRequestStatuses)[number];

/**
 * The state of a report that an organization is asked for. `OUTSTANDING`: it is not submitted, or was returned. `LATE`: it is
 * outstanding after the due day. `REPORTED`: it is submitted or verified.
 */
export const requestedReportStatuses = ['OUTSTANDING', 'LATE', 'REPORTED'] as const;
/** One of {@link requestedReportStatuses}. */
export type RequestedReportStatus = (typeof requestedReportStatuses)[number];
