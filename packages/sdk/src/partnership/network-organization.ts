import type { CoveringOrganization } from '../ecosystem/index.ts';
import { coded, fields, list, text } from '../shared/input.ts';

/** An organization of the network, with the stakeholder groups that determine cross-sector ties. */
export type NetworkOrganization = Pick<CoveringOrganization, 'stakeholderGroups'> & { id: string };

/** Checks a {@link NetworkOrganization}. */
export const networkOrganization = fields<NetworkOrganization>({ id: text, stakeholderGroups: list(coded) });
