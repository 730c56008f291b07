import { formatNotes, oneLine } from '@collective-impact/interop';
import { minimumCohort, type SuppressionReason, suppressionReasons } from '@collective-impact/sdk/release';
import type { CellCategories, Loaded, UnmentionedCells } from '@collective-impact/store';

/** Options of {@link summary}. */
export interface SummaryOptions {
  file: string;
  dryRun: boolean;
  /** The file of the complete report, if there is one. */
  report: string | undefined;
}

const placesShown = 3;
const unreleasedShown = 10;
const cellsShown = 5;
const organizationsShown = 5;

/** The result of an import, for the terminal. */
export function summary(loaded: Loaded, { file, dryRun, report }: SummaryOptions): string {
  const all = report === undefined ? '--report <file> lists all' : `${report} lists all`;
  const { cells, kept, removed, released, unreleased } = loaded;
  const lines = [`${file}: ${counted(loaded.observations, 'row')} read`];
  const tallies = [...loaded.tallies].filter(
    ([, { created, changed, unchanged }]) => created + changed + unchanged > 0,
  );
  const isUnchanged = !loaded.ecosystemCreated && tallies.every(([, { created, changed }]) => created + changed === 0);
  if (isUnchanged) lines.push('  no changes: the database already contains this data');
  else {
    if (loaded.ecosystemCreated) lines.push('  ecosystem created');
    for (const [type, tally] of tallies) lines.push(`  ${type.replaceAll('_', ' ')}: ${tallied(tally)}`);
    lines.push(`  cell: ${tallied(cells)}`, `  ${counted(released.length, 'period')} released${visibleTo(released)}`);
    lines.push(...suppressedLines(released), ...outsideTotalsLines(released));
  }
  if (kept.cells > 0) {
    lines.push(
      `  ${counted(kept.cells, 'cell')} of ${counted(kept.periods, 'period')} kept, missing from the file (--replace removes them):`,
      ...placesOf(kept, all),
    );
  }
  if (removed.cells > 0) {
    lines.push(
      `  ${counted(removed.cells, 'cell')} of ${counted(removed.periods, 'period')} removed, missing from the file (--replace):`,
      ...placesOf(removed, all),
    );
  }
  for (const { indicator, period, reason } of unreleased.slice(0, unreleasedShown)) {
    lines.push(oneLine(`  not released: ${indicator} ${period}: ${reason}`));
  }
  if (unreleased.length > unreleasedShown) {
    lines.push(`  … and ${number(unreleased.length - unreleasedShown)} more not released; ${all}`);
  }
  lines.push(...waitingLines(loaded.waiting, all));
  if (dryRun) lines.push('  dry run: nothing was saved');
  const notes = formatNotes(loaded.notes, { places: placesShown, all }).trimEnd();
  return notes === '' ? lines.join('\n') : `${lines.join('\n')}\n${notes}`;
}

/** What follows the number of cells that are suppressed for each reason. */
const reasons: Record<SuppressionReason, string> = {
  SENSITIVE: 'sensitive',
  COMPLEMENTARY: 'to prevent disclosure of others',
  FIXED: 'suppressed by an earlier release',
  LAST_RESORT: 'because no safe choice with fewer cells was found',
  OUTSIDE: 'not protected together with other cells',
};

/** How many cells are suppressed, and how many of them for each reason. */
function suppressedLines(released: Loaded['released']): string[] {
  const suppressed = released.reduce((sum, release) => sum + release.suppressed, 0);
  if (suppressed === 0) return [];
  const line = `  ${counted(suppressed, 'cell')} suppressed to protect small groups of people`;
  const parts = suppressionReasons.flatMap((reason) => {
    const count = released.reduce((sum, { suppressedByReason }) => sum + (suppressedByReason[reason] ?? 0), 0);
    return count === 0 ? [] : [`${number(count)} ${reasons[reason]}`];
  });
  const formerly = released.reduce((sum, { formerlyPublished }) => sum + formerlyPublished, 0);
  const note = `  ${counted(formerly, 'suppressed cell')} had a figure in an earlier release: reports or the visibility of organizations have changed since`;
  return [`${line}: ${parts.join(', ')}`, ...(formerly > 0 ? [note] : [])];
}

/** How many reports the totals do not include, by indicator and period, and what to do about them. */
function outsideTotalsLines(released: Loaded['released']): string[] {
  const partial = released.filter(({ reportsOutsideTotals }) => reportsOutsideTotals > 0);
  if (partial.length === 0) return [];
  const reports = partial.reduce((sum, { reportsOutsideTotals }) => sum + reportsOutsideTotals, 0);
  const sets = partial
    .slice(0, unreleasedShown)
    .map(({ indicator, period, reportsOutsideTotals }) =>
      oneLine(`      ${indicator} ${period}: ${counted(reportsOutsideTotals, 'report')}`),
    );
  if (partial.length > unreleasedShown)
    sets.push(`      … and ${counted(partial.length - unreleasedShown, 'period')} more`);
  return [
    `  ${counted(reports, 'report')} released, but not included in totals, because not everyone who sees the release sees the organization. Give the organization at least the visibility of the release, then publish again with \`publishRelease\`:`,
    ...sets,
  ];
}

/** The reports that are not published yet, and what to do about them. */
function waitingLines(waiting: Loaded['waiting'], all: string): string[] {
  if (waiting.length === 0) return [];
  const verb = waiting.length === 1 ? 'is' : 'are';
  const sets = [...Map.groupBy(waiting, ({ indicator, period }) => `${indicator} ${period}`)];
  const lines = sets.slice(0, unreleasedShown).map(([name, reports]) => {
    const more =
      reports.length > organizationsShown ? ` … and ${number(reports.length - organizationsShown)} more` : '';
    return oneLine(`      ${name}: ${reports.slice(0, organizationsShown).map(reporterOf).join('; ')}${more}`);
  });
  if (sets.length > unreleasedShown) {
    lines.push(`      … and ${counted(sets.length - unreleasedShown, 'period')} more; ${all}`);
  }
  return [
    `  ${counted(waiting.length, 'report')} ${verb} verified but not published: so few new or corrected reports could be disclosed by differencing. Import or verify reports of at least ${minimumCohort} organizations for each period, then publish again with \`publishRelease\`:`,
    ...lines,
  ];
}

function reporterOf({ organization, place }: Loaded['waiting'][number]): string {
  const reporter = organization ?? 'the ecosystem itself';
  return place === null ? reporter : `${reporter} (${place})`;
}

function placesOf({ periods: _periods, cells, reports }: UnmentionedCells, all: string): string[] {
  const shown = reports.slice(0, placesShown);
  const lines = shown.map(({ indicator, period, organization, cells: listed }) => {
    const reporter = organization === null ? '' : `, ${organization}`;
    const more = listed.length > cellsShown ? ` … and ${number(listed.length - cellsShown)} more; ${all}` : '';
    return oneLine(
      `      ${indicator} ${period}${reporter}: ${listed.slice(0, cellsShown).map(nameOf).join('; ')}${more}`,
    );
  });
  const rest = cells - shown.reduce((sum, { cells: listed }) => sum + listed.length, 0);
  return rest === 0 ? lines : [...lines, `      … and ${counted(rest, 'cell')} more; ${all}`];
}

function nameOf(categories: CellCategories): string {
  if (categories.length === 0) return 'total';
  return categories.map(({ dimension, category }) => `${dimension} = ${category}`).join(', ');
}

function tallied({ created, changed, unchanged }: Loaded['cells']): string {
  return `${number(created)} created, ${number(changed)} changed, ${number(unchanged)} unchanged`;
}

function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}

/** The visibility of the releases: `, visible to: PUBLIC`, with the number of periods for each if they differ. */
function visibleTo(released: Loaded['released']): string {
  const counts = [...Map.groupBy(released, ({ visibility }) => visibility)];
  if (counts.length === 0) return '';
  if (counts.length === 1) return `, visible to: ${counts[0]?.[0]}`;
  return `, visible to: ${counts.map(([visibility, periods]) => `${visibility} ${number(periods.length)}`).join(', ')}`;
}
