import * as z from 'zod';
import { period } from '../period/internal.ts';
import { codeOfScheme } from '../shared/code.ts';
import { decimal } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgePopulationFigure } from './population-figure-rules.ts';

/**
 * How many there are, from a census or a register: what figures of an ecosystem are held against as a denominator. It is
 * of a place and a period, and of those in all of its `categories`, or of everybody where there are none; a category is a
 * code whose scheme is its dimension. `source` is who says so, by a code: for each, there is one figure of the same thing.
 * What it is one of stands in `unit`. What a census has published is known to everyone: no threshold is asked of it, and who
 * holds a register that is not published keeps what it says of few people `RESTRICTED`.
 */
export const populationFigure = defineRecord({
  name: 'PopulationFigure',
  prefix: 'population_figure',
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
