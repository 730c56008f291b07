import * as z from 'zod';
import { wholeDays } from './day-after.ts';

/** How often something is meant to happen: an ISO 8601 duration of years, months, weeks and days, such as `P1M` or `P2W`. */
export const cadence = () =>
  z.string().refine((text) => wholeDays.test(text) && /[1-9]/.test(text), {
    error: 'how often is said as an ISO 8601 duration of whole days or longer, such as P2W or P1M',
  });
