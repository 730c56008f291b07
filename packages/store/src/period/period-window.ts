import { InputError } from '@collective-impact/sdk';
import { parsePeriod, periodRange, type YearStarts } from '@collective-impact/sdk/period';
import { type RawBuilder, sql } from 'kysely';
import { ecosystemTable } from '../ecosystem/index.ts';
import type { Reader } from '../shared/reader.ts';

/** Filter for periods from the first day of `from` to the last day of `to`. */
export interface PeriodSpan {
  /** A period code. */
  from?: string | null;
  /** A period code. */
  to?: string | null;
}

/** The days that periods must lie within. Null is unbounded. */
export interface DayWindow {
  start: string | null;
  end: string | null;
}

/**
 * The days of a span, by the school and fiscal years of the ecosystem. Throws an {@link InputError} if it ends before it begins
 * or a code is not a period.
 */
export async function dayWindow(
  reader: Reader,
  options: { span: PeriodSpan; ecosystemId: string },
): Promise<DayWindow> {
  const { from, to } = options.span;
  const years = [from, to].some(dependsOnEcosystem) ? await yearStarts(reader, options.ecosystemId) : {};
  const start = from == null ? null : daysOf(from, years).start;
  const end = to == null ? null : daysOf(to, years).end;
  if (start !== null && end !== null && end < start)
    throw new InputError(
      `\`to\` (${to}) ends before \`from\` (${from}) begins. Set an earlier \`from\` or a later \`to\`.`,
    );
  return { start, end };
}

/** The condition that the period of a row lies within a window. `alias` names a table with `period_start` and `period_end`. */
export function liesWithin({ start, end }: DayWindow, alias = 't'): RawBuilder<boolean> {
  const after = start === null ? sql`` : sql` and ${sql.ref(`${alias}.period_start`)} >= ${start}::date`;
  const before = end === null ? sql`` : sql` and ${sql.ref(`${alias}.period_end`)} <= ${end}::date`;
  return sql<boolean>`true${after}${before}`;
}

/** Whether the days of a period depend on the ecosystem: a school or fiscal year. */
export function dependsOnEcosystem(code: string | null | undefined): boolean {
  const kind = code == null ? undefined : parsePeriod(code)?.kind;
  return kind === 'SCHOOL_YEAR' || kind === 'FISCAL_YEAR';
}

/** When the school and fiscal years of an ecosystem begin. Empty if the viewer cannot see it. */
export async function yearStarts(reader: Reader, ecosystemId: string): Promise<YearStarts> {
  return (await reader.byId(ecosystemTable, ecosystemId)) ?? {};
}

function daysOf(code: string, years: YearStarts) {
  const period = parsePeriod(code);
  if (!period) throw notAPeriod(code);
  return periodRange(period, years);
}

/** The error for a code that is not a period. */
export function notAPeriod(code: string): InputError {
  return new InputError(
    `"${code.slice(0, 60)}" is not a period. Write a year, quarter or month, for example 2024, 2024-Q3 or 2024-09.`,
  );
}
