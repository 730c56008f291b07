import {
  accepted,
  baseline,
  type CategoryReference,
  type Issue,
  judgeBaselines,
  judgeBreakdown,
  judgeReferenceValue,
  type Outcome,
  placeReportPeriod,
  type ReferenceFigure,
  refused,
  target,
} from '@collective-impact/sdk';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { categoryIdsOf, ensureBreakdowns, type LoadedDimension, loadDimensions } from './breakdown-writer.ts';
import { loadReferenceFigures } from './reference-figures.ts';
import { type LockedVersion, lockVersion } from './version-lock.ts';

/** How baselines are written: with figures that the version can have, and that tell on nobody who sees them. */
export const baselineWriting: Writing = { ...figureWriting('baseline'), type: baseline, entity: BaselineEntity };

/** How targets are written: with figures that the version can have. */
export const targetWriting: Writing = { ...figureWriting('target'), type: target, entity: TargetEntity };

type Noun = 'baseline' | 'target';

interface FigureChange {
  noun: Noun;
  record: WrittenRecord;
  changes: Partial<ReferenceFigure>;
}

function figureWriting(noun: Noun): Pick<Writing, 'onCreate' | 'onUpdate' | 'constraints'> {
  return {
    onCreate: (unit, draft) => place(unit, { noun, record: draft, changes: draft as Partial<ReferenceFigure> }),
    onUpdate: (unit, { record, changes }) => place(unit, { noun, record, changes }),
    constraints: {
      [`${noun}_unique`]: {
        path: ['period'],
        message: `the version has another ${noun} for this period and these categories`,
      },
    },
  };
}

/** The columns behind a figure's period and categories, as far as it names them. */
async function place(unit: UnitOfWork, change: FigureChange): Promise<Outcome<Record<string, unknown>>> {
  const { noun, record, changes } = change;
  const { period, value, categories } = changes;
  // Baselines are judged together: who writes one waits for who writes another.
  const strength = noun === 'baseline' ? 'no key update' : 'share';
  const version = await lockVersion(unit, { id: String(record.indicatorVersionId), strength });
  const dimensions = await loadDimensions(unit, version.id);
  const placed = period === undefined ? accepted({}) : placeReportPeriod(period, version);
  const issues = [
    ...(placed.ok ? [] : placed.issues),
    ...(value === undefined ? [] : judgeReferenceValue(value, version)),
    ...(categories === undefined ? [] : judgeBreakdown(categories, dimensions)),
  ];
  if (!placed.ok || issues.length > 0) return refused(...issues);
  if (noun === 'baseline') {
    const placedChanges = { ...changes, ...placed.value };
    const tells = await judgeBesideOthers(unit, { record, changes: placedChanges, version, dimensions });
    if (tells.length > 0) return refused(...tells);
  }
  if (categories === undefined) return accepted(placed.value);
  return accepted({ ...placed.value, breakdownId: await breakdownOf(unit, { version, dimensions, categories }) });
}

/** What a baseline tells on people, by itself and beside the others of its period. */
async function judgeBesideOthers(
  unit: UnitOfWork,
  change: Omit<FigureChange, 'noun'> & { version: LockedVersion; dimensions: readonly LoadedDimension[] },
): Promise<Issue[]> {
  const { record, changes, version, dimensions } = change;
  const present = await loadReferenceFigures(unit, { noun: 'baseline', indicatorVersionId: version.id });
  const before = present.find(({ id }) => id === record.id);
  const after = { ...before, ...changes } as ReferenceFigure;
  // Closed, it tells nobody anything, whatever the others do.
  if (after.visibility === 'RESTRICTED') return [];
  const others = present.filter(({ id, period }) => id !== record.id && period === after.period);
  return judgeBaselines({
    baselines: [after, ...others],
    version,
    dimensions,
    threshold: version.disclosureThreshold,
  });
}

async function breakdownOf(
  unit: UnitOfWork,
  figure: { version: LockedVersion; dimensions: readonly LoadedDimension[]; categories: readonly CategoryReference[] },
): Promise<number> {
  const { version, dimensions, categories } = figure;
  const [breakdownId] = await ensureBreakdowns(unit, {
    indicatorVersionId: version.id,
    ecosystemId: version.ecosystemId,
    combinations: [categoryIdsOf(categories, dimensions)],
  });
  if (breakdownId === undefined) throw new Error('one combination has one breakdown');
  return breakdownId;
}
