import { defineEntity, p } from '@mikro-orm/core';

const record = {
  id: p.uuid().primary(),
  visibility: p.text(),
};

export const Ecosystem = defineEntity({
  name: 'Ecosystem',
  tableName: 'ecosystem',
  properties: { ...record, slug: p.text(), name: p.text() },
});

export const Organization = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    ...record,
    ecosystem: () => p.manyToOne(Ecosystem),
    name: p.text(),
    url: p.text().nullable(),
    identifiers: p.json().$type<object[]>(),
    stakeholderGroups: p.json().$type<{ scheme: string; code: string; label: string }[]>(),
    serviceAreas: p.json().$type<object[]>(),
    joinedOn: p.string().columnType('date').nullable(),
    legalEntity: p.boolean(),
  },
});

export const CommonAgenda = defineEntity({
  name: 'CommonAgenda',
  tableName: 'common_agenda',
  properties: { ...record, ecosystem: () => p.manyToOne(Ecosystem), status: p.text(), vision: p.text().nullable() },
});

export const Goal = defineEntity({
  name: 'Goal',
  tableName: 'goal',
  properties: {
    ...record,
    commonAgenda: () => p.manyToOne(CommonAgenda),
    code: p.text(),
    title: p.text(),
    order: p.integer(),
  },
});

export const Activity = defineEntity({
  name: 'Activity',
  tableName: 'activity',
  properties: { ...record, title: p.text(), status: p.text(), lead: () => p.manyToOne(Organization).nullable() },
});

export const GoalContribution = defineEntity({
  name: 'GoalContribution',
  tableName: 'goal_contribution',
  properties: {
    ...record,
    goal: () => p.manyToOne(Goal),
    activity: () => p.manyToOne(Activity),
    expectedEffect: p.text().nullable(),
  },
});

export const Indicator = defineEntity({
  name: 'Indicator',
  tableName: 'indicator',
  properties: {
    ...record,
    ecosystem: () => p.manyToOne(Ecosystem),
    code: p.text(),
    name: p.text(),
    goalIds: p.array().columnType('uuid[]').$type<string[]>(),
  },
});

const IndicatorVersion = defineEntity({
  name: 'IndicatorVersion',
  tableName: 'indicator_version',
  properties: { ...record, indicator: () => p.manyToOne(Indicator) },
});

export const Release = defineEntity({
  name: 'Release',
  tableName: 'release',
  properties: {
    ...record,
    indicatorVersion: () => p.manyToOne(IndicatorVersion),
    period: p.text(),
    periodStart: p.string().columnType('date'),
    replacedAt: p.datetime().nullable(),
  },
});

export const ReleasedCell = defineEntity({
  name: 'ReleasedCell',
  tableName: 'released_cell',
  properties: {
    release: () => p.manyToOne(Release).primary(),
    ordinal: p.integer().primary(),
    value: p.string().columnType('numeric').nullable(),
    status: p.text(),
    scope: p.text(),
    suppressed: p.boolean(),
    organization: () => p.manyToOne(Organization).nullable(),
  },
});

export const entities = [
  ...[Ecosystem, Organization, CommonAgenda, Goal, Activity, GoalContribution],
  ...[Indicator, IndicatorVersion, Release, ReleasedCell],
];
