import * as z from 'zod';
import { shortCode } from '../../shared/fields.ts';

/** Two dimensions of a version, by their codes, whose crossing is published. The order does not matter. */
export const crossingSchema = z.strictObject({ firstDimension: shortCode(), secondDimension: shortCode() });

/** See {@link crossingSchema}. */
export type Crossing = z.output<typeof crossingSchema>;
