import { fields, flag, list, nullable, text } from '../../shared/input.ts';
import type { CategoryReference } from '../fields.ts';
import type { DimensionRules } from '../figure/breakdown.ts';
import type { Crossing } from './crossing.ts';

/** The checks of the categories of a figure. An empty list is the total. */
export const categoryReferences = list(fields<CategoryReference>({ dimension: text, category: text }));

/** Requires the fields of a category that determine its position in its dimension. */
export const placedCategory = fields<DimensionRules['categories'][number]>({ code: text, parent: nullable(text) });

/** Requires the dimensions of a version. */
export const dimensionRules = list(
  fields<DimensionRules>({ code: text, exclusive: flag, exhaustive: flag, categories: list(placedCategory) }),
);

/** Requires pairs of dimensions. */
export const crossingPairs = list(fields<Crossing>({ firstDimension: text, secondDimension: text }));
