import * as z from 'zod';
import { line, shortCode } from './fields.ts';

/** A name that a register gave: the register's scheme as org-id.guide lists it (`US-EIN`), and the value there. */
export interface Identifier {
  scheme: string;
  value: string;
}

/** @see https://org-id.guide for the schemes of organization registers. */
export const identifierSchema = z.object({
  scheme: shortCode(),
  value: line(),
});
