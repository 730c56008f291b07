import * as z from 'zod';
import { line, reference } from './fields.ts';

/** An organization that takes part, with its role in one line. The role is null if it is not known. */
export interface PartnerRole {
  organizationId: string;
  role: string | null;
}

/** Organizations that take part, with the role of each. At most 500. */
export const participants = () =>
  z.array(z.object({ organizationId: reference('organization'), role: line().nullable().default(null) })).max(500);
