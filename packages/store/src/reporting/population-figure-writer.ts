import { createHash } from 'node:crypto';
import { accepted, unwrap } from '@collective-impact/sdk';
import { placePeriod, populationFigure, populationKey } from '@collective-impact/sdk/reporting';
import { yearsOf } from '../period/index.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { PopulationFigureEntity } from './population-figure.entity.ts';

type Figure = Parameters<typeof populationKey>[0] & { period: string; ecosystemId: string };

/** How population figures are stored: at most one per source, place, period and categories. */
export const populationFigureDefinition: RecordDefinition<typeof populationFigure, typeof PopulationFigureEntity> = {
  type: populationFigure,
  entity: PopulationFigureEntity,
  onCreate: async (unit, draft) => accepted(await columnsOf(unit, draft)),
  onUpdate: async (unit, { record, changes }) => accepted(await columnsOf(unit, { ...record, ...changes })),
  constraints: {
    population_figure_once: {
      path: ['period'],
      message: 'A figure of this source for this place, period and categories already exists. Update it.',
    },
  },
};

async function columnsOf(unit: UnitOfWork, figure: Figure) {
  const figureKey = createHash('sha256').update(populationKey(figure)).digest('hex');
  return { figureKey, ...unwrap(placePeriod(figure.period, await yearsOf(unit, figure.ecosystemId))) };
}
