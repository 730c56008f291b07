/** The change from the previous period as the gateway returns it. */
export interface SeenChange {
  previousPeriod: string;
  reporters: number;
  previousValue: string | null;
  value: string | null;
  change: string | null;
  reason: string | null;
}

/** The field that returns it. */
export const changeFields = 'matchedChange { previousPeriod reporters previousValue value change reason }';

/** Whether a change has a number. */
export function hasNumber({ previousValue, value, change }: SeenChange): boolean {
  return [previousValue, value, change].some((number) => number !== null);
}
