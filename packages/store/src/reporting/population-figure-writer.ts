import { createHash } from 'node:crypto';
import { accepted, type Code, placePeriod, populationFigure, populationKey } from '@collective-impact/sdk';
import { yearsOf } from '../period/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { PopulationFigureEntity } from './population-figure.entity.ts';

type FigureRecord = WrittenRecord & { place: Code; period: string; categories: Code[]; source: Code };

/** How population figures are written: one of each source for a place, a period and categories. */
export const populationFigureWriting: Writing = {
  type: populationFigure,
  entity: PopulationFigureEntity,
  onCreate: async (unit, draft) => accepted(await columnsOf(unit, draft as FigureRecord)),
  onUpdate: async (unit, { record, changes }) =>
    accepted(await columnsOf(unit, { ...record, ...changes } as FigureRecord)),
  constraints: {
    population_figure_once: {
      path: ['period'],
      message: 'there is a figure of this source for this place, period and categories: change that one',
    },
  },
};

async function columnsOf(unit: UnitOfWork, figure: FigureRecord): Promise<Record<string, unknown>> {
  const figureKey = createHash('sha256').update(populationKey(figure)).digest('hex');
  return { figureKey, ...placePeriod(figure.period, await yearsOf(unit, figure.ecosystemId)) };
}
