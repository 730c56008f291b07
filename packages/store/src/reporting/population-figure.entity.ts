import type { Code } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { code, day, numeric, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

/** `figureKey` is a digest of place, categories and source. */
export const PopulationFigureEntity = defineEntity({
  name: 'PopulationFigure',
  tableName: 'population_figure',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    place: code(),
    period: sortedText(),
    periodStart: day(),
    periodEnd: day(),
    categories: p.json().$type<Code[]>(),
    value: numeric(),
    unit: code(),
    source: code(),
    figureKey: p.text(),
  },
  uniques: [{ name: 'population_figure_once', properties: ['ecosystemId', 'period', 'figureKey'] }],
  checks: [{ name: 'population_figure_not_negative', expression: 'value >= 0' }],
  indexes: [{ name: 'population_figure_by_period', properties: ['ecosystemId', 'periodStart', 'id'] }],
});
