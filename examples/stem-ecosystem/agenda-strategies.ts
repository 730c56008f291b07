import { completeStrategy, startStrategy, stopStrategy, strategyDefinition } from '@collective-impact/store';
import { partner } from './ecosystem.ts';
import { idOf, type Story } from './story.ts';

/** A made-up strategy of an agenda, with its lead, its planned days and its status. */
interface ExampleStrategy {
  version: string;
  goal: string;
  key: string;
  kind: string;
  title: string;
  lead: string;
  plan: [startsOn: string, endsOn: string | null];
  startedOn?: string;
  completedOn?: string;
  stoppedOn?: string;
  result?: string;
  basedOn?: string;
}

const strategies: ExampleStrategy[] = [
  {
    ...{ version: 'agenda-1', goal: 'G1', key: 'first-science-kits', kind: 'program', lead: 'science-center' },
    title: 'Science kits for elementary classrooms',
    ...{ plan: ['2024-01-15', '2026-06-30'], startedOn: '2024-01-15' },
  },
  {
    ...{ version: 'agenda-1', goal: 'G3', key: 'vouchers', kind: 'financing', lead: 'community-foundation' },
    title: 'Vouchers for places after school',
    ...{ plan: ['2024-01-22', '2024-12-20'], startedOn: '2024-01-22', stoppedOn: '2024-06-28' },
    result: 'Vouchers reached too few families. A fund now pays the programs.',
  },
  {
    ...{ version: 'agenda-2', goal: 'G1', key: 'science-kits', kind: 'program', lead: 'science-center' },
    title: 'Science kits for every elementary classroom',
    ...{ plan: ['2024-01-15', '2026-06-30'], startedOn: '2024-01-15', basedOn: 'first-science-kits' },
  },
  {
    ...{ version: 'agenda-2', goal: 'G1', key: 'science-hour', kind: 'policy', lead: 'district' },
    title: 'A weekly hour of science in the timetable of the district',
    ...{ plan: ['2024-10-01', '2025-06-30'], startedOn: '2024-10-07', completedOn: '2025-05-20' },
    result: 'The board approved the hour for all elementary schools from September 2025.',
  },
  {
    ...{ version: 'agenda-2', goal: 'G2', key: 'algebra-bridge', kind: 'program', lead: 'community-college' },
    title: 'A summer bridge into algebra',
    ...{ plan: ['2025-06-16', '2026-08-15'], startedOn: '2025-06-16' },
  },
  {
    ...{ version: 'agenda-2', goal: 'G2', key: 'shared-figures', kind: 'data', lead: 'state-university' },
    title: 'One set of figures that all partners read together',
    ...{ plan: ['2024-09-16', null], startedOn: '2024-09-16' },
  },
  {
    ...{ version: 'agenda-2', goal: 'G3', key: 'after-school-fund', kind: 'financing', lead: 'community-foundation' },
    title: 'A pooled fund for places after school',
    ...{ plan: ['2024-11-01', '2027-06-30'], startedOn: '2024-11-01' },
  },
  {
    ...{ version: 'agenda-2', goal: 'G3', key: 'family-news', kind: 'communication', lead: 'city-library' },
    title: 'Families hear about STEM in the languages they speak',
    ...{ plan: ['2025-01-06', '2025-12-19'], startedOn: '2025-01-13' },
  },
  {
    ...{ version: 'agenda-2', goal: 'G4', key: 'girls-mentors', kind: 'program', lead: 'women-in-science' },
    title: 'A mentor for every girl who wants one',
    ...{ plan: ['2024-10-14', '2026-06-30'], startedOn: '2024-10-14' },
  },
  {
    ...{ version: 'agenda-2', goal: 'G5', key: 'workplace-visits', kind: 'program', lead: 'turbines' },
    title: 'A visit to a workplace in every tenth grade',
    plan: ['2025-09-15', '2026-06-12'],
  },
  {
    ...{ version: 'agenda-2', goal: 'G5', key: 'credit-for-work', kind: 'policy', lead: 'state-university' },
    title: 'Credit for what is learned at work',
    ...{ plan: ['2025-09-01', '2026-08-31'], stoppedOn: '2025-04-30' },
    result: 'The state decides on this policy. The partners wait for its decision.',
  },
  {
    ...{ version: 'agenda-2', goal: 'G6', key: 'teacher-residency', kind: 'capacity', lead: 'teacher-college' },
    title: 'A year of residency for teachers of STEM',
    ...{ plan: ['2024-09-03', '2026-06-30'], startedOn: '2024-09-16' },
  },
];

/** Creates the strategies of an agenda version, with their status. */
export async function createStrategies(story: Story, version: string): Promise<void> {
  for (const { goal, key, kind, title, lead, plan, basedOn, ...course } of strategies) {
    if (course.version !== version) continue;
    const [startsOn, endsOn] = plan;
    const values = {
      goalId: idOf('goal', `${version}/${goal}`),
      ...{ title, kind: { code: kind }, leadId: partner(lead), startsOn, endsOn },
      basedOnId: basedOn ? strategy(basedOn) : null,
    };
    await story.create(strategyDefinition, { key, values });
    const { startedOn, completedOn, stoppedOn, result } = course;
    if (startedOn) await story.transition(startStrategy, { key, values: { startsOn: startedOn } });
    if (completedOn) await story.transition(completeStrategy, { key, values: { endsOn: completedOn, result } });
    if (stoppedOn) await story.transition(stopStrategy, { key, values: { endsOn: stoppedOn, result } });
  }
}

/** The id of a strategy by its key, such as `after-school-fund`. */
export const strategy = (key: string): string => idOf('strategy', key);
