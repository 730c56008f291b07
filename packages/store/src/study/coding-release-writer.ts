import { accepted, refused, unwrap } from '@collective-impact/sdk';
import { type CountedRound, codingRelease, countParticipants, judgeCodingRelease } from '@collective-impact/sdk/study';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { countedRound } from './counted-round.ts';
import { CodingReleaseEntity } from './study.entity.ts';

/** How releases of rounds are stored. A new release contains the counts of the round at this moment. */
export const codingReleaseDefinition: RecordDefinition<typeof codingRelease, typeof CodingReleaseEntity> = {
  type: codingRelease,
  entity: CodingReleaseEntity,
  onCreate: async (unit, { codebookId }) => {
    const round = await countedRoundOf(unit, codebookId);
    const counts = unwrap(countParticipants(round));
    const issues = judgeCodingRelease({ counts, minimumBase: round.minimumBase ?? null });
    return issues.length > 0 ? refused(...issues) : accepted({ counts });
  },
  constraints: {},
};

async function countedRoundOf(unit: UnitOfWork, codebookId: string): Promise<CountedRound> {
  const [round] = await unit.rows<CountedRound>(
    sql`select ${countedRound} from "codebook" as "b" where "b"."id" = ${codebookId}::uuid`,
  );
  if (!round) throw new Error(`Codebook ${codebookId} does not exist, although its reference was accepted.`);
  return round;
}
