import type { Round } from './measure/measure.ts';

/** What one question cost one server. */
export interface Result extends Round {
  question: string;
  contestant: string;
  /** Statements per request, with those that begin and end transactions. */
  statements: number;
}

const headings = [
  'query',
  'server',
  'requests/s',
  'server ms',
  'database ms',
  '50 % ms',
  '99 % ms',
  'statements',
  'peak MB',
];

/** The results as lines of a table in Markdown. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.question,
    result.contestant,
    figure(result.perSecond),
    figure(result.server),
    result.database === null ? '' : figure(result.database),
    figure(result.median),
    figure(result.slow),
    String(result.statements),
    (result.peakMemory / 1e6).toFixed(0),
  ]);
  const widths = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(headings), rule, ...rows.map(line)].join('\n');
}

/** The servers to which this project is compared at the end. */
const compared = ['PostGraphile', 'limit'];

/**
 * One line per query: how many times as many requests as another server this project answers in the same time, then in the same
 * processor time. The latter also means something while other programs use the machine.
 */
export function ratiosOf(results: readonly Result[]): string {
  return [...Map.groupBy(results, ({ question }) => question)].map(ratioLine).join('\n');
}

function ratioLine([question, results]: [string, Result[]]): string {
  const own = results.find(({ contestant }) => contestant === 'gateway');
  const others = results.filter(({ contestant }) => compared.includes(contestant));
  if (!own || others.length === 0) return `${question}: not compared`;
  const inTime = others.map((other) => `${(own.perSecond / other.perSecond).toFixed(2)} x ${other.contestant}`);
  const ownTime = processorTime(own);
  const inProcessorTime = others.flatMap((other) => {
    const time = processorTime(other);
    return time === null || ownTime === null ? [] : [`${(time / ownTime).toFixed(2)} x`];
  });
  const byProcessorTime = inProcessorTime.length === 0 ? '' : ` (by processor time ${inProcessorTime.join(', ')})`;
  return `${question}: ${inTime.join(', ')}${byProcessorTime}`;
}

function processorTime({ server, database }: Result): number | null {
  return database === null ? null : server + database;
}

/** Three significant digits, without an exponent. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
