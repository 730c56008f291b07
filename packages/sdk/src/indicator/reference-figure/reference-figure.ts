import { period } from '../../period/internal.ts';
import { decimal, reference } from '../../shared/fields.ts';
import { categories } from '../fields.ts';
import { disparity } from './disparity.ts';

/** The fields that a baseline and a target have in common. */
export const referenceFigureFields = {
  indicatorVersionId: reference('indicator_version'),
  period: period(),
  value: decimal(),
  categories: categories(),
  disparity: disparity().nullable(),
};
