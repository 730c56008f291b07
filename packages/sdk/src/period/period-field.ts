import * as z from 'zod';
import { parsePeriod } from './period.ts';

/** A period code, converted to its canonical form. */
export const period = () =>
  z.string().transform((text, context) => {
    const parsed = parsePeriod(text);
    if (parsed) return parsed.code;
    context.addIssue({
      code: 'custom',
      message: `"${text.slice(0, 60)}" is not a period. Write for example 2025, 2025-H1, 2025-Q3, 2025-09, 2025-W07, 2025-09-30, SY2025-26, FY2025 or 2025-01-15/2025-06-30.`,
    });
    return z.NEVER;
  });
