import { accepted, refused } from '@collective-impact/sdk';
import { releaseWithdrawal } from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import { type TransitionOf, transition } from '../shared/transition.ts';
import { releaseDefinition } from './release-writer.ts';

/** The tables of published figures. Their rows stay, hidden, because the next release must know what was shown. */
const figures = ['released_cell', 'released_row', 'released_sum'];

/**
 * Withdraws a release with its reason: its figures are no longer shown anywhere. The next release of the version and period is
 * decided as if they still were.
 */
export const withdrawRelease: TransitionOf<typeof releaseDefinition, typeof releaseWithdrawal> = transition(
  releaseDefinition,
  {
    name: 'withdrawRelease',
    values: releaseWithdrawal,
    rule: async (unit, { record, values }) => {
      if (record.withdrawnAt !== null) {
        const message = 'This release is withdrawn already. Publish corrected figures with publishRelease.';
        return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
      }
      for (const table of figures) {
        await unit.rows(sql`update ${sql.table(table)} set "is_voided" = true where "release_id" = ${record.id}::uuid`);
      }
      return accepted({ withdrawnAt: unit.now.toISOString(), withdrawalReason: values.reason });
    },
  },
);
