import type { CompiledQuery } from 'kysely';

/** Whether PostgreSQL plans a prepared statement for the values of each call, or once for any values. */
export type PlanMode = 'force_custom_plan' | 'force_generic_plan';

/** PostgreSQL plans a statement for any values as if each of its arrays had ten elements. With more than this, another plan can be better. */
const longestArray = 500;

const plannedOnce = new WeakSet<CompiledQuery>();

/**
 * Marks a statement that finds rows by indexes, whatever the values of its parameters are. Each connection plans it once, because
 * planning would take longer than running it. A call with a long array is planned for its values.
 */
export function planOnce<Row>(statement: CompiledQuery<Row>): CompiledQuery<Row> {
  plannedOnce.add(statement);
  return statement;
}

/** How the server has to plan this call of a statement. */
export function planModeOf(statement: CompiledQuery): PlanMode {
  return plannedOnce.has(statement) && !statement.parameters.some(isLong) ? 'force_generic_plan' : 'force_custom_plan';
}

function isLong(parameter: unknown): boolean {
  return Array.isArray(parameter) && parameter.length > longestArray;
}
