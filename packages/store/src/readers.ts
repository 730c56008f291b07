import { recordTypes, type Viewer } from '@collective-impact/sdk';
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
import type { KyselyOfAnySchema } from './shared/database/any-schema.ts';
import { Reader } from './shared/reader.ts';
import type { RowProperties } from './shared/row-properties.ts';
import { type Table, tableOf } from './shared/table.ts';
import { StudyReader } from './study/index.ts';

const recordTables = new Map<string, Table<{ id: string }>>(
  recordEntities.map((entity) => [entity.meta.tableName, tableOf<{ id: string }>(entity)]),
);

for (const { prefix } of recordTypes) {
  if (!recordTables.has(prefix)) throw new Error(`The store has no entity for the record type ${prefix}.`);
}

/** The reader of each domain. */
const domainReaders = {
  access: AccessReader,
  activity: ActivityReader,
  agenda: AgendaReader,
  aggregation: AggregationReaders,
  audit: AuditReader,
  backbone: BackboneReader,
  communication: CommunicationReader,
  ecosystem: EcosystemReader,
  funding: FundingReader,
  indicator: IndicatorReaders,
  landscape: LandscapeReader,
  learning: LearningReader,
  network: NetworkReader,
  organization: OrganizationReader,
  partnership: PartnershipReader,
  place: PlaceReader,
  progress: ProgressReader,
  proposal: ProposalReader,
  rating: RatingReader,
  release: ReleaseReaders,
  reporting: ReportingReaders,
  study: StudyReader,
  surveyWave: SurveyWaveReader,
};

type DomainReaders = {
  readonly [Domain in keyof typeof domainReaders]: InstanceType<(typeof domainReaders)[Domain]>;
};

/** A record by its UUID, and the properties that the caller reads of it. */
interface RecordPart {
  id: string | null | undefined;
  needed: RowProperties | undefined;
}

/** The readers of every domain, bound to one viewer for one request. */
export interface Readers extends DomainReaders {
  /** The record with this prefix and UUID. Null if there is no UUID, or no such record that the viewer may see. */
  record<Prefix extends RecordPrefix>(
    prefix: Prefix,
    id: string | null | undefined,
  ): Promise<RowOfPrefix<Prefix> | null>;
  record(prefix: string, id: string | null | undefined): Promise<{ id: string } | null>;
  /** Like {@link record}, with only the needed properties of the record. All if `needed` is undefined. */
  partOfRecord<Prefix extends RecordPrefix>(prefix: Prefix, part: RecordPart): Promise<RowOfPrefix<Prefix> | null>;
  partOfRecord(prefix: string, part: RecordPart): Promise<{ id: string } | null>;
  /** Discards cached rows, after a write of the same request. */
  forget(): void;
  /** Reads nothing more, for a request that is rejected: every further read that needs a statement fails with this error. */
  stop(error: Error): void;
}

/** Creates the readers of one request. The reader of a domain is created at its first use, because most requests need few. */
export function createReaders(kysely: KyselyOfAnySchema, viewer: Viewer): Readers {
  return new RequestReaders(new Reader(kysely, viewer)) as RequestReaders & DomainReaders;
}

class RequestReaders {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  static {
    for (const [name, Domain] of Object.entries(domainReaders)) {
      Object.defineProperty(RequestReaders.prototype, name, {
        get(this: RequestReaders) {
          const value = new Domain(this.#reader);
          Object.defineProperty(this, name, { value });
          return value;
        },
      });
    }
  }

  // Callers also take these functions from the object.
  readonly forget = (): void => this.#reader.forget();

  readonly stop = (error: Error): void => this.#reader.stop(error);

  readonly record = ((prefix: string, id: string | null | undefined) =>
    this.partOfRecord(prefix, { id, needed: undefined })) as Readers['record'];

  readonly partOfRecord = (async (prefix: string, { id, needed }: RecordPart) => {
    // A table has the name of the prefix of its rows.
    const table = recordTables.get(prefix);
    return table && id != null ? this.#reader.partById(table, { id, needed }) : null;
  }) as Readers['partOfRecord'];
}
