import { practice, practiceUptake } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeUptakeEntity } from './practice-uptake.entity.ts';

/** How practices are written. */
export const practiceWriting: Writing = { type: practice, entity: PracticeEntity, constraints: {} };

/** How uptakes are written: of any practice that the writer sees, also another ecosystem's. */
export const practiceUptakeWriting: Writing = {
  type: practiceUptake,
  entity: PracticeUptakeEntity,
  constraints: {
    practice_uptake_once: {
      path: ['activityId'],
      message: 'this activity has taken up the practice already: change what is said of that',
    },
    practice_uptake_once_at_large: {
      path: ['practiceId'],
      message:
        'this ecosystem has taken up the practice at large already: name an activity, or change what is said of that',
    },
  },
};
