import { accessEntities, accessParts } from './access/index.ts';
import { activityEntities } from './activity/index.ts';
import { agendaEntities } from './agenda/index.ts';
import { backboneEntities } from './backbone/index.ts';
import { AuditEntryEntity, ChangeEntity, FeedEpochEntity } from './change/index.ts';
import { communicationEntities } from './communication/index.ts';
import { ecosystemEntities } from './ecosystem/index.ts';
import { StagedObservationEntity } from './import/staged-observation.entity.ts';
import { indicatorEntities, indicatorParts } from './indicator/index.ts';
import { landscapeEntities } from './landscape/index.ts';
import { learningEntities } from './learning/index.ts';
import { partnershipEntities } from './partnership/index.ts';
import { ProposalEntity } from './proposal/index.ts';
import { releaseEntities, releaseParts } from './release/index.ts';
import { reportingEntities, reportingParts } from './reporting/index.ts';
import type { RowOf } from './shared/table.ts';
import { studyEntities } from './study/index.ts';

/** The type is explicit because the compiler cannot print a type of this length. */
type RecordEntities = readonly [
  ...typeof ecosystemEntities,
  ...typeof accessEntities,
  ...typeof partnershipEntities,
  ...typeof agendaEntities,
  ...typeof indicatorEntities,
  ...typeof landscapeEntities,
  ...typeof reportingEntities,
  ...typeof releaseEntities,
  ...typeof activityEntities,
  ...typeof communicationEntities,
  ...typeof backboneEntities,
  ...typeof learningEntities,
  ...typeof studyEntities,
  typeof ProposalEntity,
];

/** Kinds of record: each has an id, a version, a feed entry, and entries in the audit log. */
export const recordEntities: RecordEntities = [
  ...ecosystemEntities,
  ...accessEntities,
  ...partnershipEntities,
  ...agendaEntities,
  ...indicatorEntities,
  ...landscapeEntities,
  ...reportingEntities,
  ...releaseEntities,
  ...activityEntities,
  ...communicationEntities,
  ...backboneEntities,
  ...learningEntities,
  ...studyEntities,
  ProposalEntity,
];

type Part =
  | (typeof accessParts)[number]
  | (typeof indicatorParts)[number]
  | (typeof reportingParts)[number]
  | (typeof releaseParts)[number];
type Internal = typeof ChangeEntity | typeof AuditEntryEntity | typeof FeedEpochEntity | typeof StagedObservationEntity;

/** The entities of all tables: records, their parts, and the internal tables of the store. */
export const entities: (RecordEntities[number] | Part | Internal)[] = [
  ...recordEntities,
  ...accessParts,
  ...indicatorParts,
  ...reportingParts,
  ...releaseParts,
  ChangeEntity,
  AuditEntryEntity,
  FeedEpochEntity,
  StagedObservationEntity,
];

/** The entity of a kind of record. */
export type RecordEntity = (typeof recordEntities)[number];

/** The prefix of a kind of record, such as `common_agenda`. */
export type RecordPrefix = RecordEntity['tableName'];

/** A record as readers return it, by the name of its kind: `RecordRow<'CommonAgenda'>`. */
export type RecordRow<Name extends RecordEntity['name']> = RowOf<Extract<RecordEntity, { name: Name }>>;

/** A record as readers return it, by its prefix. */
export type RowOfPrefix<Prefix extends RecordPrefix> = RowOf<Extract<RecordEntity, { tableName: Prefix }>>;
