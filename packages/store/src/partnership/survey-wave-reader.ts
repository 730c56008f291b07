import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { SurveyWaveEntity } from './survey-wave.entity.ts';

/** A survey wave as readers return it. */
export interface SurveyWaveRow extends RowOf<typeof SurveyWaveEntity> {}

const wavesOfEcosystem = childrenOf<SurveyWaveRow>({
  table: tableOf<SurveyWaveRow>(SurveyWaveEntity),
  by: 'ecosystemId',
  order: ['number', 'id'],
});

/** Reads survey waves. */
export class SurveyWaveReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The survey waves of an ecosystem, by number. */
  surveyWaves(ecosystemId: string, page: PageArguments): Promise<Page<SurveyWaveRow>> {
    return this.#reader.page(wavesOfEcosystem, { parent: ecosystemId, page });
  }
}
