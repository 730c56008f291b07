import * as z from 'zod';
import { reference } from '../shared/fields.ts';

/** Input of the command that makes the releases of an ecosystem that are due by its calendars. */
export const dueRelease = z.strictObject({ ecosystemId: reference('ecosystem') });
