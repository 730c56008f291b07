import { type DayWindow, dayWindow, liesWithin, type PeriodSpan } from '../period/index.ts';
import { namesGoal } from '../shared/goal-lineage.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { EvidenceEntity } from './evidence.entity.ts';

/** Evidence as readers return it. */
export interface EvidenceRow extends RowOf<typeof EvidenceEntity> {}

/** The record whose evidence is requested: an ecosystem, or a record of it. */
interface EvidenceSubject {
  id: string;
  ecosystemId: string;
}

interface EvidenceList {
  page: PageArguments;
  span: PeriodSpan;
}

const table = tableOf<EvidenceRow>(EvidenceEntity);
const order = ['periodStart', 'id'] as const;
const where = (window: DayWindow) => [liesWithin(window)];

const ofEcosystem = childrenOf({ table, by: 'ecosystemId', order, where });
const ofIndicator = childrenOf({ table, by: 'indicatorId', order, where });
const ofGoal: Relation<EvidenceRow, DayWindow> = {
  name: 'evidence.goal',
  table,
  of: ({ viewer }) => namesGoal(viewer),
  findsFirst: true,
  order,
  where,
};

/** Reads evidence, by period. */
export class EvidenceReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The evidence of an ecosystem. */
  ofEcosystem(ecosystemId: string, list: EvidenceList): Promise<Page<EvidenceRow>> {
    return this.#page(ofEcosystem, { of: { id: ecosystemId, ecosystemId }, ...list });
  }

  /** The evidence about a goal, or about a goal that it continues. */
  ofGoal(goal: EvidenceSubject, list: EvidenceList): Promise<Page<EvidenceRow>> {
    return this.#page(ofGoal, { of: goal, ...list });
  }

  /** The evidence about an indicator. */
  ofIndicator(indicator: EvidenceSubject, list: EvidenceList): Promise<Page<EvidenceRow>> {
    return this.#page(ofIndicator, { of: indicator, ...list });
  }

  async #page(
    relation: Relation<EvidenceRow, DayWindow>,
    { of, page, span }: EvidenceList & { of: EvidenceSubject },
  ): Promise<Page<EvidenceRow>> {
    const filter = await dayWindow(this.#reader, { span, ecosystemId: of.ecosystemId });
    return this.#reader.page(relation, { parent: of.id, page, filter });
  }
}
