import * as z from 'zod';
import { period } from '../period/internal.ts';
import { codeOfScheme } from '../shared/code.ts';
import { decimal } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgePopulationFigure } from './population-figure-rules.ts';

/**
 * The size of a population from a census or register, used as a denominator for figures of an ecosystem. It is for a
 * place and a period, and for the people in all of its `categories`; empty means everyone. A category is a code whose
 * scheme is its dimension. Each `source` has at most one figure for a place, period and categories. `unit` is what is
 * counted. No disclosure threshold applies, because census figures are public. Set figures about few people from an
 * unpublished register to `RESTRICTED`.
 */
export const populationFigure = defineRecord({
  name: 'PopulationFigure',
  prefix: 'population_figure',
  managedBy: 'STEWARD',
  fields: {
    place: codeOfScheme('place'),
    period: period(),
    categories: z.array(codeOfScheme('category')).max(10),
    value: decimal(),
    unit: codeOfScheme('unit'),
    source: codeOfScheme('population-source'),
  },
  judge: judgePopulationFigure,
});

/** See {@link populationFigure}. */
export type PopulationFigure = RecordOf<typeof populationFigure>;
