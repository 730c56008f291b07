import * as z from 'zod';
import { isCadence } from './add-duration.ts';

/** A planned interval between events: an ISO 8601 duration of years, months, weeks and days, such as `P1M` or `P2W`. */
export const cadence = () =>
  z.string().refine(isCadence, {
    error: '`cadence` must be an ISO 8601 duration of at least one day, for example P2W or P1M.',
  });
