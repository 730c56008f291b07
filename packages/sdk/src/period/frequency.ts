/** The length of the periods that an indicator is reported for. */
export const frequencies = [
  'YEAR',
  'HALF',
  'QUARTER',
  'MONTH',
  'WEEK',
  'DAY',
  'SCHOOL_YEAR',
  'FISCAL_YEAR',
  'INTERVAL',
] as const;
/** One of {@link frequencies}. */
export type Frequency = (typeof frequencies)[number];
