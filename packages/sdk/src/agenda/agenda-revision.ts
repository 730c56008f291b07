import * as z from 'zod';
import { reference } from '../shared/fields.ts';
import { visibilities } from '../shared/visibility.ts';

/** What revises an agenda: the version to begin from, and who may see the new draft and all of it, where not as before. */
export const reviseAgendaSchema = z.strictObject({
  id: reference('common_agenda'),
  visibility: z.enum(visibilities).optional(),
});
