import * as z from 'zod';
import { reference } from '../shared/fields.ts';

/** What is said to release what the calendars of an ecosystem release and is due. */
export const dueRelease = z.strictObject({ ecosystemId: reference('ecosystem') });
