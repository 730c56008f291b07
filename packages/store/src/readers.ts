import { recordTypes, type Viewer } from '@collective-impact/sdk';
import type { Kysely } from 'kysely';
import { AccessReader, AuditReader } from './access/index.ts';
import { ActivityReader } from './activity/index.ts';
import { AgendaReader } from './agenda/index.ts';
import { AggregationReaders } from './aggregation/index.ts';
import { BackboneReader, FundingReader } from './backbone/index.ts';
import { CommunicationReader } from './communication/index.ts';
import { EcosystemReader, NetworkReader, OrganizationReader, PlaceReader } from './ecosystem/index.ts';
import { type RecordPrefix, type RowOfPrefix, recordEntities } from './entities.ts';
import { IndicatorReaders } from './indicator/index.ts';
import { LandscapeReader } from './landscape/index.ts';
import { LearningReader } from './learning/index.ts';
import { PartnershipReader, RatingReader, SurveyWaveReader } from './partnership/index.ts';
import { ProgressReader } from './progress/index.ts';
import { ProposalReader } from './proposal/index.ts';
import { ReleaseReaders } from './release/index.ts';
import { ReportingReaders } from './reporting/index.ts';
import { Reader } from './shared/reader.ts';
import { type Table, tableOf } from './shared/table.ts';
import { StudyReader } from './study/index.ts';

const recordTables = new Map<string, Table<{ id: string }>>(
  recordEntities.map((entity) => [entity.meta.tableName, tableOf<{ id: string }>(entity)]),
);

for (const { prefix } of recordTypes) {
  if (!recordTables.has(prefix)) throw new Error(`The store has no entity for the record type ${prefix}.`);
}

/** The readers of every domain, bound to one viewer for one request. */
export interface Readers {
  /** The record with this prefix and UUID. Null if there is no UUID, or no such record that the viewer may see. */
  record<Prefix extends RecordPrefix>(
    prefix: Prefix,
    id: string | null | undefined,
  ): Promise<RowOfPrefix<Prefix> | null>;
  record(prefix: string, id: string | null | undefined): Promise<{ id: string } | null>;
  /** Discards cached rows, after a write of the same request. */
  forget(): void;
  /** Reads nothing more, for a request that is rejected: every further read that needs a statement fails with this error. */
  stop(error: Error): void;
  readonly access: AccessReader;
  readonly activity: ActivityReader;
  readonly agenda: AgendaReader;
  readonly audit: AuditReader;
  readonly backbone: BackboneReader;
  readonly communication: CommunicationReader;
  readonly ecosystem: EcosystemReader;
  readonly funding: FundingReader;
  readonly learning: LearningReader;
  readonly indicator: IndicatorReaders;
  readonly landscape: LandscapeReader;
  readonly reporting: ReportingReaders;
  readonly release: ReleaseReaders;
  readonly aggregation: AggregationReaders;
  readonly network: NetworkReader;
  readonly organization: OrganizationReader;
  readonly partnership: PartnershipReader;
  readonly place: PlaceReader;
  readonly progress: ProgressReader;
  readonly proposal: ProposalReader;
  readonly rating: RatingReader;
  readonly study: StudyReader;
  readonly surveyWave: SurveyWaveReader;
}

/** Creates the readers of one request. */
export function createReaders(kysely: Kysely<unknown>, viewer: Viewer): Readers {
  const reader = new Reader(kysely, viewer);
  return {
    forget: () => reader.forget(),
    stop: (error) => reader.stop(error),
    // A table has the name of the prefix of its rows.
    record: (async (prefix: string, id: string | null | undefined) => {
      const table = recordTables.get(prefix);
      return table && id != null ? reader.byId(table, id) : null;
    }) as Readers['record'],
    access: new AccessReader(reader),
    activity: new ActivityReader(reader),
    agenda: new AgendaReader(reader),
    audit: new AuditReader(reader),
    backbone: new BackboneReader(reader),
    communication: new CommunicationReader(reader),
    ecosystem: new EcosystemReader(reader),
    funding: new FundingReader(reader),
    learning: new LearningReader(reader),
    indicator: new IndicatorReaders(reader),
    landscape: new LandscapeReader(reader),
    reporting: new ReportingReaders(reader),
    release: new ReleaseReaders(reader),
    aggregation: new AggregationReaders(reader),
    network: new NetworkReader(reader),
    organization: new OrganizationReader(reader),
    partnership: new PartnershipReader(reader),
    place: new PlaceReader(reader),
    progress: new ProgressReader(reader),
    proposal: new ProposalReader(reader),
    rating: new RatingReader(reader),
    study: new StudyReader(reader),
    surveyWave: new SurveyWaveReader(reader),
  };
}
