import {
  commonAgendaDefinition,
  endorsementDefinition,
  goalDefinition,
  proposeCommonAgenda,
  ratifyCommonAgenda,
  withdrawEndorsement,
} from '@collective-impact/store';
import { createStrategies } from './agenda-strategies.ts';
import { partner } from './ecosystem.ts';
import { term } from './glossary.ts';
import { idOf, type Story } from './story.ts';

const goals: [code: string, title: string, outcomeStatement: string, population: string][] = [
  ['G1', 'Science in every elementary classroom', 'Every child does science every week.', 'Children in grades K to 5'],
  ['G2', 'Algebra by ninth grade', 'Every student has finished algebra by the end of grade 9.', 'Students in grade 9'],
  ['G3', 'STEM after school', 'Every child who wants one has a place after school.', 'Children aged 8 to 14'],
  ['G4', 'Girls stay with STEM', 'Girls choose STEM courses as often as boys do.', 'Girls in grades 6 to 12'],
  ['G5', 'First steps at work', 'Every student meets a STEM workplace.', 'Students in grades 9 to 12'],
  ['G6', 'Teachers who are well prepared', 'Every STEM class has a teacher prepared for it.', 'Teachers'],
];

/** The endorsements: the partner, the version, the day and the role. */
const endorsements: [version: string, key: string, endorsedOn: string, role: string][] = [
  ['agenda-1', 'district', '2023-12-05', 'Superintendent'],
  ['agenda-1', 'after-school', '2023-12-05', 'Director'],
  ['agenda-1', 'science-center', '2023-12-05', 'Director'],
  ['agenda-1', 'state-university', '2023-12-05', 'Provost'],
  ['agenda-1', 'community-foundation', '2023-12-05', 'President'],
  ['agenda-1', 'city-library', '2023-12-12', 'Head librarian'],
  ['agenda-1', 'neighborhood-house', '2023-12-12', 'Coordinator'],
  ['agenda-1', 'turbines', '2024-01-16', 'Head of training'],
  ['agenda-2', 'district', '2024-09-10', 'Superintendent'],
  ['agenda-2', 'north-high', '2024-09-10', 'Principal'],
  ['agenda-2', 'harbor-high', '2024-09-10', 'Principal'],
  ['agenda-2', 'after-school', '2024-09-10', 'Director'],
  ['agenda-2', 'girls-build', '2024-09-10', 'Chair'],
  ['agenda-2', 'science-center', '2024-09-10', 'Director'],
  ['agenda-2', 'planetarium', '2024-09-17', 'Director'],
  ['agenda-2', 'state-university', '2024-09-10', 'Provost'],
  ['agenda-2', 'community-college', '2024-09-24', 'Dean'],
  ['agenda-2', 'turbines', '2024-09-10', 'Head of training'],
  ['agenda-2', 'software-works', '2024-10-01', 'Head of people'],
  ['agenda-2', 'shipyard', '2024-10-08', 'Training manager'],
  ['agenda-2', 'women-in-science', '2024-09-10', 'Chair'],
  ['agenda-2', 'city-library', '2024-09-10', 'Head librarian'],
  ['agenda-2', 'neighborhood-house', '2024-09-17', 'Coordinator'],
  ['agenda-2', 'community-foundation', '2024-09-10', 'President'],
  ['agenda-2', 'youth-council', '2024-09-10', 'Speaker'],
];

/** Creates two versions of the common agenda, the first with four goals and the current one with six, and the endorsements. */
export async function createAgenda(story: Story, ecosystemId: string): Promise<void> {
  const first = {
    ecosystemId,
    key: 'agenda-1',
    horizon: '2028-08-31',
    goals: goals.slice(0, 4),
    keyTerms: ['Place', 'Underserved'],
  };
  await createVersion(story, { ...first, proposedOn: '2023-11-14', ratifiedOn: '2023-12-05' });
  await createStrategies(story, 'agenda-1');
  const keyTerms = ['Out-of-school time', 'Place', 'Prepared teacher', 'STEM ecosystem'];
  const second = { ecosystemId, key: 'agenda-2', horizon: '2030-08-31', goals, keyTerms, before: first };
  await createVersion(story, { ...second, proposedOn: '2024-08-20', ratifiedOn: '2024-09-10' });
  await createStrategies(story, 'agenda-2');
  for (const [version, key, endorsedOn, signatoryRole] of endorsements) {
    const values = {
      commonAgendaId: idOf('common_agenda', version),
      organizationId: partner(key),
      endorsedOn,
      signatoryRole,
    };
    await story.create(endorsementDefinition, { key: `${version}/${key}`, values });
  }
  await story.transition(withdrawEndorsement, { key: 'agenda-2/shipyard', values: { withdrawnOn: '2025-03-31' } });
}

interface Version {
  ecosystemId: string;
  key: string;
  horizon: string;
  goals: typeof goals;
  keyTerms: string[];
  before?: { key: string; goals: typeof goals };
  proposedOn: string;
  ratifiedOn: string;
}

async function createVersion(story: Story, version: Version): Promise<void> {
  const { ecosystemId, key, horizon, keyTerms, before, proposedOn, ratifiedOn } = version;
  await story.create(commonAgendaDefinition, {
    key,
    values: {
      ecosystemId,
      vision: 'Every young person in Quillmere finds a way into science, technology, engineering and mathematics.',
      problemStatement: 'Who gets to do STEM depends on the school, the street and the family that a child comes from.',
      principles: ['Begin with those who are furthest from the door.', 'Decide with young people, not for them.'],
      keyTermIds: keyTerms.map(term),
      horizon,
    },
  });
  for (const [order, [code, title, outcomeStatement, population]] of version.goals.entries()) {
    const basedOnId = before?.goals.some(([one]) => one === code) ? idOf('goal', `${before.key}/${code}`) : null;
    const commonAgendaId = idOf('common_agenda', key);
    const values = { commonAgendaId, code, title, outcomeStatement, population, order, basedOnId };
    await story.create(goalDefinition, { key: `${key}/${code}`, values });
  }
  await story.transition(proposeCommonAgenda, { key, values: { proposedOn } });
  await story.transition(ratifyCommonAgenda, { key, values: { ratifiedOn } });
}

/** The id of a goal of the current agenda, `G1` to `G6`. */
export const goal = (code: string): string => idOf('goal', `agenda-2/${code}`);
