import * as z from 'zod';
import { codeOfScheme } from '../shared/code.ts';
import { reference } from '../shared/fields.ts';
import { countScopes } from './participant-count.ts';

/** The schema of a `ParticipantCount`. */
export const participantCountSchema = z.object({
  codebookCodeId: reference('codebook_code'),
  scope: z.enum(countScopes),
  sector: codeOfScheme('sector').nullable(),
  participants: z.int().min(0),
  base: z.int().min(1),
});
