import type { CoveringOrganization } from '../ecosystem/index.ts';
import { coded, fields, list, optional, text } from '../shared/input.ts';

/** An organization of the network. Its stakeholder groups determine cross-sector ties, its ecosystem those between ecosystems. */
export type NetworkOrganization = Pick<CoveringOrganization, 'stakeholderGroups'> & {
  id: string;
  ecosystemId?: string | null;
};

/** Checks a {@link NetworkOrganization}. */
export const networkOrganization = fields<NetworkOrganization>({
  id: text,
  stakeholderGroups: list(coded),
  ecosystemId: optional(text),
});
