import * as z from 'zod';
import { line, shortCode } from './fields.ts';

/** An identifier from a register: the scheme of the register in org-id.guide, such as `US-EIN`, and the value. */
export interface Identifier {
  scheme: string;
  value: string;
}

/** @see https://org-id.guide for the schemes of organization registers. */
export const identifierSchema = z.object({
  scheme: shortCode(),
  value: line(),
});
