import * as z from 'zod';
import { reference } from '../shared/fields.ts';
import { visibilities } from '../shared/visibility.ts';

/** Values of `reviseCommonAgenda`: the version to copy, and the visibility of the new draft if it differs from that version. */
export const reviseAgendaSchema = z.strictObject({
  id: reference('common_agenda'),
  visibility: z.enum(visibilities).optional(),
});
