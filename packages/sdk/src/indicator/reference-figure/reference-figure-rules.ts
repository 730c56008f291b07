import { frequencies, type PeriodKind, parsePeriod, type YearStarts } from '../../period/index.ts';
import { yearStartsFields } from '../../period/internal.ts';
import { fields, judgeInput, list, oneOf, optional, text } from '../../shared/input.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import { type Visibility, visibilities } from '../../shared/visibility.ts';
import { categoryReferences, dimensionRules } from '../dimension/dimension-input.ts';
import type { CategoryReference } from '../fields.ts';
import type { DimensionRules } from '../figure/breakdown.ts';
import type { FigureCell } from '../figure/figure-cell.ts';
import { cellVersion, cellVersionFields, disclosureThreshold } from '../figure/figure-input.ts';
import { type CellVersion, judgeCellFigure } from '../figure/figure-rules.ts';
import { judgeRelease } from '../figure/open-figure-rule.ts';
import type { DisparityDefinition } from './disparity.ts';
import {
  type DisparityRules,
  disparityDefinition,
  disparityRulesFields,
  judgeDisparityValue,
  judgeDisparityVersion,
} from './disparity-rules.ts';

/** The fields of a baseline or target that rules read. Period and value are in canonical form. */
export interface ReferenceFigure {
  period: string;
  value: string;
  categories: readonly CategoryReference[];
  visibility: Visibility;
  /** The disparity that it is about. Null or absent for a value of the indicator. */
  disparity?: DisparityDefinition | null;
}

/** The fields of a version that the rules for baselines and targets read. */
export type ReferenceVersion = CellVersion & DisparityRules;
/** The value of a baseline or target, and its disparity. */
export type ReferenceValue = Pick<ReferenceFigure, 'value' | 'disparity'>;

/** The visible baselines of a version, and the facts that determine whether they disclose small groups. */
export interface PublishedBaselines {
  baselines: readonly ReferenceFigure[];
  version: CellVersion;
  dimensions: readonly DimensionRules[];
  threshold: number;
}

/** A new definition of a version, and the baselines and targets of the version. */
export interface Redefinition extends PublishedBaselines {
  version: ReferenceVersion & { frequency: PeriodKind } & YearStarts;
  targets: readonly ReferenceFigure[];
}

const valueFields = { value: decimal, disparity: optional(disparityDefinition) };
const referenceValue = fields<ReferenceValue>(valueFields);
const referenceFigures = list(
  fields<ReferenceFigure>({
    ...valueFields,
    period: text,
    categories: categoryReferences,
    visibility: oneOf(visibilities),
  }),
);
const versionFields = { ...cellVersionFields, ...disparityRulesFields };
const referenceVersion = fields<ReferenceVersion>(versionFields);
const baselinesFields = {
  baselines: referenceFigures,
  version: cellVersion,
  dimensions: dimensionRules,
  threshold: disclosureThreshold,
};
const publishedBaselines = fields<PublishedBaselines>(baselinesFields);
const redefinition = fields<Redefinition>({
  ...baselinesFields,
  version: fields<Redefinition['version']>({ ...versionFields, ...yearStartsFields, frequency: oneOf(frequencies) }),
  targets: referenceFigures,
});

/**
 * Issues of the value of a baseline or target, at `value`: by the rules for a cell with this value, or by those for a disparity.
 */
export function judgeReferenceValue(figure: ReferenceValue, version: ReferenceVersion): Issue[] {
  const malformed = judgeInput({ figure, version }, { figure: referenceValue, version: referenceVersion });
  if (malformed.length > 0) return malformed;
  const { value, disparity } = figure;
  if (disparity) return judgeDisparityValue(value, { disparity, direction: version.direction });
  return judgeCellFigure(figureOf({ value, categories: [] }), version);
}

/**
 * Returns a `SMALL_GROUP` issue at `value` for each period whose visible baselines disclose small groups, directly or
 * by differencing categories. Baselines that are RESTRICTED are ignored, as are baselines of disparities: these compare
 * ratios and means, and contain no number of people. Disclosure by baselines and releases together is not checked.
 * Targets disclose nothing about people.
 */
export function judgeBaselines(options: PublishedBaselines): Issue[] {
  const malformed = publishedBaselines(options, []);
  if (malformed.length > 0) return malformed;
  const { baselines, version, dimensions, threshold } = options;
  const visible = baselines.filter(({ visibility, disparity }) => visibility !== 'RESTRICTED' && !disparity);
  const disclosing = [...Map.groupBy(visible, ({ period }) => period)].filter(([, figures]) => {
    const cells = figures.map(figureOf);
    return judgeRelease({ version, cells, dimensions, threshold }).length > 0;
  });
  return disclosing.map(([period]) => ({
    code: 'SMALL_GROUP',
    path: ['value'],
    message: `Baselines for ${period} disclose figures about fewer than ${threshold} people, directly or by differencing. Set \`visibility\` to RESTRICTED.`,
  }));
}

/**
 * Issues of a new definition of a version whose baselines and targets no longer match it. Paths are fields of the
 * version: `frequency` for their periods, `kind` for their values, `kind` and `direction` for their disparities, and
 * `countingUnit` for small groups that the baselines disclose.
 */
export function judgeRedefinition(options: Redefinition): Issue[] {
  const malformed = redefinition(options, []);
  if (malformed.length > 0) return malformed;
  const { version, baselines, targets } = options;
  const figures = [...baselines, ...targets];
  const hasOtherFrequency = (code: string) => parsePeriod(code, version)?.kind !== version.frequency;
  const periods = figures.map(({ period }) => period).filter(hasOtherFrequency);
  const ofDisparities = figures.filter(({ disparity }) => disparity);
  const compared = ofDisparities.length === 0 ? [] : judgeDisparityVersion(version);
  const values = figures.flatMap((figure) =>
    judgeReferenceValue(figure, version).map((issue) => ({
      ...issue,
      path: [figure.disparity ? 'direction' : 'kind'],
    })),
  );
  return [
    ...periods.slice(0, 1).map((period): Issue => {
      const message = `A baseline or target of this version is for ${period}. Change its period first.`;
      return { code: 'INVALID', path: ['frequency'], message };
    }),
    ...values.slice(0, 1).map((issue): Issue => {
      const message = `A baseline or target of this version is invalid. ${issue.message}`;
      return { ...issue, message };
    }),
    ...compared.map((issue): Issue => {
      const message = `A baseline or target of this version is for a disparity. ${issue.message}`;
      return { ...issue, message };
    }),
    ...judgeBaselines(options).map((issue) => ({ ...issue, path: ['countingUnit'] })),
  ];
}

function figureOf({ value, categories }: Pick<ReferenceFigure, 'value' | 'categories'>): FigureCell {
  return { categories, value, numerator: null, denominator: null, base: null, status: 'OBSERVED' };
}
