import { contact } from '@collective-impact/sdk/ecosystem';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { ContactEntity } from './contact.entity.ts';

/** How contacts are stored. */
export const contactDefinition: RecordDefinition<typeof contact, typeof ContactEntity> = {
  type: contact,
  entity: ContactEntity,
  constraints: {},
};
