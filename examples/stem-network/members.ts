import {
  adoptIndicatorVersion,
  adoptionDefinition,
  discussIndicatorVersion,
  discussionEntryDefinition,
  indicatorDefinition,
  indicatorReportDefinition,
  indicatorVersionDefinition,
  networkAdoptionDefinition,
  networkMembershipDefinition,
  organizationDefinition,
  placeDefinition,
  submitIndicatorReport,
  type UnitOfWork,
  verifyIndicatorReport,
} from '@collective-impact/store';
import { idOf, Story } from '../stem-ecosystem/story.ts';
import { createDelta, deltaSlug } from './delta.ts';

/** A made-up member of the network: a county with its towns, and organizations that count visits to workplaces in a town. */
interface Member {
  slug: string;
  county: [code: string, name: string];
  /** Day on which both sides recorded the membership. */
  joinedOn: string;
  towns: Record<string, string>;
  organizations: Record<string, { name: string; groups: object[]; town: string; visits: Record<string, string> }>;
}

/** A custom code: none of the 12 stakeholder groups is a government. */
const government = { scheme: 'example-stakeholder-group', code: 'government', label: 'Government' };

const members: readonly Member[] = [
  {
    slug: 'example-stem-coast',
    county: ['saltmarsh', 'Saltmarsh County (made up)'],
    joinedOn: '2024-05-01',
    towns: { 'gull-bay': 'Gull Bay (made up)', dunes: 'Dunes (made up)' },
    organizations: {
      'county-government': {
        name: 'Saltmarsh County Government',
        groups: [government],
        town: 'gull-bay',
        visits: { 'SY2024-25': '14' },
      },
      'fishery-school': {
        name: 'Gull Bay Fishery School',
        groups: [{ code: 'schools' }],
        town: 'gull-bay',
        visits: { 'SY2024-25': '9' },
      },
      'wind-farm': {
        name: 'Dunes Wind Farm',
        groups: [{ code: 'stem-companies' }],
        town: 'dunes',
        visits: { 'SY2024-25': '21' },
      },
    },
  },
  {
    slug: deltaSlug,
    county: ['reedbank', 'Reedbank County (made up)'],
    joinedOn: '2024-08-01',
    towns: { ferry: 'Ferry (made up)' },
    organizations: {
      'ferry-schools': {
        name: 'Ferry Public Schools',
        groups: [{ code: 'schools' }],
        town: 'ferry',
        visits: { 'SY2024-25': '6' },
      },
      'rice-institute': {
        name: 'Reedbank Rice Institute',
        groups: [{ code: 'higher-education' }],
        town: 'ferry',
        visits: { 'SY2024-25': '11' },
      },
    },
  },
];

/** Creates the records of a made-up member. The ecosystem must exist and be empty. */
export async function createStemMember(unit: UnitOfWork, ecosystemId: string): Promise<void> {
  const story = new Story(unit);
  const member = members.find(({ slug }) => idOf('ecosystem', slug) === ecosystemId);
  if (!member) throw new Error(`The example has no member with the id ${ecosystemId}.`);
  const { slug, county, towns, organizations } = member;
  const [code, label] = county;
  const place = { ecosystemId, code: { code, label }, level: { code: 'county' } };
  await story.create(placeDefinition, { key: `${slug}/${code}`, values: place });
  for (const [town, name] of Object.entries(towns)) {
    const parentId = idOf('place', `${slug}/${code}`);
    const values = { ecosystemId, code: { code: town, label: name }, level: { code: 'municipality' }, parentId };
    await story.create(placeDefinition, { key: `${slug}/${town}`, values });
  }
  for (const [key, { name, groups, town }] of Object.entries(organizations)) {
    const [at, serviceAreas] = [{ code: town, label: towns[town] }, [{ code, label }]];
    const values = { ecosystemId, name, stakeholderGroups: groups, place: at, serviceAreas, joinedOn: member.joinedOn };
    await story.create(organizationDefinition, { key: `${slug}/${key}`, values });
  }
  await createVisits(story, member);
  if (slug === deltaSlug) await createDelta(story, member.joinedOn);
}

/** Records the memberships of the network on both sides, and then that the members contribute their visits to `network-visits`. */
export async function createMemberships(story: Story, networkId: string): Promise<void> {
  for (const { slug, joinedOn } of members) {
    const memberId = idOf('ecosystem', slug);
    const sides = [
      ['member', memberId],
      ['network', networkId],
    ] as const;
    for (const [side, ecosystemId] of sides) {
      const values = { networkId, memberId, ecosystemId, startedOn: joinedOn };
      await story.create(networkMembershipDefinition, { key: `${slug}/${side}`, values });
    }
    for (const [side, ecosystemId] of sides) {
      const localVersionId = side === 'member' ? idOf('indicator_version', versionOf(slug)) : null;
      const networkVersionId = idOf('indicator_version', 'network-visits/1');
      const values = { networkVersionId, adopterId: memberId, ecosystemId, startsOn: '2024-09-01', localVersionId };
      await story.create(networkAdoptionDefinition, { key: `${slug}/network-visits/${side}`, values });
    }
  }
}

const versionOf = (slug: string) => `${slug}/workplace-visits/1`;

/** Creates the indicator of visits, and its reports of each organization by place. */
async function createVisits(story: Story, { slug, organizations, towns }: Member): Promise<void> {
  const [ecosystemId, indicator, version] = [idOf('ecosystem', slug), `${slug}/workplace-visits`, versionOf(slug)];
  const indicatorVersionId = idOf('indicator_version', version);
  await story.create(indicatorDefinition, {
    key: indicator,
    values: { ecosystemId, code: 'workplace-visits', name: 'Visits to workplaces', level: 'PROGRAM' },
  });
  await story.create(indicatorVersionDefinition, {
    key: version,
    values: {
      indicatorId: idOf('indicator', indicator),
      definition: 'Visits of school classes that a workplace hosted.',
      kind: 'COUNT',
      countingUnit: 'EVENTS',
      unit: { code: 'visits', label: 'visits' },
      direction: 'INCREASE',
      aggregationAcrossOrganizations: 'SUM',
      aggregationOverTime: 'SUM',
      frequency: 'SCHOOL_YEAR',
      effectiveFrom: '2024-09-01',
    },
  });
  await story.create(discussionEntryDefinition, {
    key: `${version}/1`,
    values: {
      indicatorVersionId,
      saidOn: '2024-08-20',
      speaker: 'Meeting of the partners',
      position: { code: 'support' },
      statement: 'We use the definition of the network.',
    },
  });
  await story.transition(discussIndicatorVersion, { key: version });
  await story.transition(adoptIndicatorVersion, { key: version, values: { adoptedOn: '2024-08-20' } });
  const periods = new Set<string>();
  for (const [name, { town, visits }] of Object.entries(organizations)) {
    const organizationId = idOf('organization', `${slug}/${name}`);
    await story.create(adoptionDefinition, {
      key: `${version}/${name}`,
      values: { indicatorVersionId, organizationId, startsOn: '2024-09-01' },
    });
    for (const [period, value] of Object.entries(visits)) {
      periods.add(period);
      const key = `${version}/${period}/${name}`;
      const place = { code: town, label: towns[town] };
      const values = { indicatorVersionId, period, organizationId, place, cells: [{ value, categories: [] }] };
      await story.create(indicatorReportDefinition, { key, values: { ...values, visibility: 'RESTRICTED' } });
      await story.transition(submitIndicatorReport, { key });
      await story.transition(verifyIndicatorReport, { key });
    }
  }
  for (const period of periods) await story.release({ version, period });
}
