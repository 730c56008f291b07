import { contact } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { ContactEntity } from './contact.entity.ts';

/** How contacts are written. */
export const contactWriting: Writing = { type: contact, entity: ContactEntity, constraints: {} };
