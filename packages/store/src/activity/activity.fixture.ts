import { decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { commonAgendaDefinition, goalDefinition, strategyDefinition } from '../agenda/index.ts';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import type { TestDatabase } from '../testing/open-test-database.ts';
import { activityDefinition, startActivity } from './activity-writer.ts';
import { agreeCommitment, commitmentDefinition } from './commitment-writer.ts';
import { goalContributionDefinition, reinforcementDefinition } from './goal-contribution-writer.ts';

/** The UUID of a TypeID. */
export const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** The issues of a rejected command, as `CODE path.to.field`. Empty if it was accepted. */
export const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** Creates records in a test ecosystem, public by default, and returns their TypeIDs. */
export class ActivityFixture {
  readonly writer: Writer;
  ecosystemId = '';

  constructor(database: TestDatabase) {
    this.writer = new Writer(database, localProgram);
  }

  /** Switches to a new ecosystem with a draft of an agenda. Returns the id of the draft. */
  async newEcosystem(more: object = {}): Promise<string> {
    this.ecosystemId = await this.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...more });
    return this.create(commonAgendaDefinition, { ecosystemId: this.ecosystemId, visibility: 'PUBLIC' });
  }

  organization = (more: object = {}) =>
    this.create(organizationDefinition, { ...this.#publicRecord(), name: 'Library', ...more });
  goal = (commonAgendaId: string, more: object = {}) =>
    this.create(goalDefinition, {
      commonAgendaId,
      code: newUuid(),
      title: 'Read by nine',
      visibility: 'PUBLIC',
      ...more,
    });
  strategy = (goalId: string, more: object = {}) =>
    this.create(strategyDefinition, { goalId, title: 'Clubs', visibility: 'PUBLIC', ...more });
  indicator = (more: object = {}) =>
    this.create(indicatorDefinition, {
      ...this.#publicRecord(),
      code: newUuid(),
      name: 'Places',
      level: 'PROGRAM',
      ...more,
    });
  activity = (more: object = {}) =>
    this.create(activityDefinition, { ...this.#publicRecord(), title: 'Club', ...more });
  goalContribution = (more: object) => this.create(goalContributionDefinition, { visibility: 'PUBLIC', ...more });
  reinforcement = (more: object) => this.create(reinforcementDefinition, { visibility: 'PUBLIC', ...more });
  commitment = (more: object) =>
    this.create(commitmentDefinition, { statement: 'We open on Saturdays.', visibility: 'PUBLIC', ...more });

  /** An active activity that started on 2024-01-01. Its version is 2. */
  async activeActivity(more: object = {}): Promise<string> {
    const id = await this.activity(more);
    await this.writer.transition(startActivity, { id, expectedVersion: 1, startsOn: '2024-01-01' });
    return id;
  }

  /** A commitment that was agreed on 2024-01-01. Its version is 2. */
  async agreedCommitment(more: object): Promise<string> {
    const id = await this.commitment(more);
    await this.writer.transition(agreeCommitment, { id, expectedVersion: 1, agreedOn: '2024-01-01' });
    return id;
  }

  /** Creates a record. Throws if the command is rejected. */
  async create(definition: AnyRecordDefinition, command: Command): Promise<string> {
    const outcome = await this.writer.create(definition, command);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
    return encodeTypeId(definition.type.prefix, outcome.value);
  }

  #publicRecord() {
    return { ecosystemId: this.ecosystemId, visibility: 'PUBLIC' };
  }
}
