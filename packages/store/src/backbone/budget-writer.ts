import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import { type BudgetPeriod, budget, judgeBudget } from '@collective-impact/sdk/backbone';
import { lockEcosystem } from '../ecosystem/index.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { BudgetEntity } from './budget.entity.ts';
import type { BackboneTables } from './entities.ts';

/** How budgets are stored. An ecosystem has one budget in each currency at a time. */
export const budgetDefinition: RecordDefinition<typeof budget, typeof BudgetEntity> = {
  type: budget,
  entity: BudgetEntity,
  onCreate: (unit, draft) => judgeAgainstOthers(unit, draft),
  onUpdate: (unit, { record, changes }) => judgeAgainstOthers(unit, { ...record, ...changes }),
  onRestore: (unit, record) => judgeAgainstOthers(unit, record),
  constraints: {},
};

async function judgeAgainstOthers(
  unit: UnitOfWork,
  { id, ecosystemId, monthlyAmount, currency, startsOn, endsOn }: BudgetPeriod & { id: string; ecosystemId: string },
): Promise<Outcome<object>> {
  // The lock serializes the writers of this ecosystem, so that concurrent budgets cannot overlap.
  await lockEcosystem(unit, ecosystemId);
  const others = await unit.rows(
    unit
      .tables<BackboneTables>()
      .selectFrom('budget')
      .select(['monthly_amount as monthlyAmount', 'currency', 'starts_on as startsOn', 'ends_on as endsOn'])
      .where('ecosystem_id', '=', ecosystemId)
      .where('id', '<>', id)
      .orderBy('starts_on')
      .orderBy('id'),
  );
  const issues = judgeBudget(others, { monthlyAmount, currency, startsOn, endsOn });
  return issues.length > 0 ? refused(...issues) : accepted({});
}
