import * as z from 'zod';
import { line, reference } from './fields.ts';

/** The part that an organization has in something: what it does there, in a line. */
export interface PartnerRole {
  organizationId: string;
  role: string | null;
}

/** Organizations that take part in something, each once, with what each does there. At most 500. */
export const participants = () =>
  z.array(z.object({ organizationId: reference('organization'), role: line().nullable().default(null) })).max(500);
