import * as z from 'zod';
import { period } from '../period/internal.ts';
import { cellSchema } from '../reporting/index.ts';
import { codeOfScheme } from '../shared/code.ts';
import { date, prose, reference, threshold } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * Scope of a released cell: the figure of one organization, a figure that the ecosystem reported itself, or the total over
 * organizations.
 */
export const cellScopes = ['ORGANIZATION', 'ECOSYSTEM', 'AGGREGATE'] as const;
/** One of {@link cellScopes}. */
export type CellScope = (typeof cellScopes)[number];

/**
 * A released cell. A suppressed cell contains neither its reason nor a number, except for a denominator, or the base of a
 * ratio that is reported with a base, where all denominators that are decided together are large.
 */
const releasedCellSchema = cellSchema.extend({
  scope: z.enum(cellScopes),
  organizationId: reference('organization').nullable(),
  place: codeOfScheme('place').nullable(),
  suppressed: z.boolean(),
});

/** See {@link releasedCellSchema}. */
export type ReleasedCell = z.output<typeof releasedCellSchema>;

/**
 * The published figures of an indicator version and period. A release is never changed or deleted; a later release
 * replaces it, and a release with wrong figures can be withdrawn: then its figures are not shown. `releasedOn` is the day of publication. It is before the day of `releasedAt` if the figures were published
 * elsewhere before they were entered. Only data stewards see more than its cells: `heldReports` is the number of verified
 * reports that wait for a later release, and `unprotectedTotals` the number of totals that one contributor could narrow by
 * subtracting its own figures.
 */
export const release = defineRecord({
  name: 'Release',
  prefix: 'release',
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    period: period(),
    releasedAt: z.iso.datetime({ offset: true }),
    releasedOn: date().optional(),
    releasedBy: z.string().min(1).max(300),
    threshold: threshold(),
    replacedAt: z.iso.datetime({ offset: true }).nullable(),
    withdrawnAt: z.iso.datetime({ offset: true }).nullable(),
    withdrawalReason: prose().nullable(),
    heldReports: z.int().min(0),
    unprotectedTotals: z.int().min(0),
    cells: z.array(releasedCellSchema),
  },
  setByRule: [
    'releasedAt',
    'releasedBy',
    'threshold',
    'replacedAt',
    'withdrawnAt',
    'withdrawalReason',
    'heldReports',
    'unprotectedTotals',
    'cells',
  ],
  within: 'indicatorVersionId',
  fixed: ['period'],
  defaultVisibility: 'PUBLIC',
});

/** See {@link release}. */
export type Release = RecordOf<typeof release>;

/** The values of the command that withdraws a release: why its figures must no longer be shown. */
export const releaseWithdrawal = z.strictObject({ reason: prose() });
