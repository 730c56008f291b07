import { decodeTypeId, encodeTypeId, newUuid, type Outcome, operator } from '@collective-impact/sdk';
import { commonAgendaDefinition, goalDefinition, strategyDefinition } from '../agenda/index.ts';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import type { TestDatabase } from '../testing/open-test-database.ts';
import { activityDefinition, startActivity } from './activity-writer.ts';
import { agreeCommitment, commitmentDefinition } from './commitment-writer.ts';
import { goalContributionDefinition, reinforcementDefinition } from './goal-contribution-writer.ts';

/** The UUID in a TypeID. */
export const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** The issues of a command that was refused, as `CODE path.to.field`. */
export const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** An ecosystem in which things are done: makes records of it, and answers their TypeIDs. */
export class Setting {
  readonly writer: Writer;
  ecosystemId = '';

  constructor(database: TestDatabase) {
    this.writer = new Writer(database, operator);
  }

  /** Goes on in a new ecosystem, with a draft of an agenda; answers the id of the draft. */
  async begin(more: object = {}): Promise<string> {
    this.ecosystemId = await this.made(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...more });
    return this.made(commonAgendaDefinition, { ecosystemId: this.ecosystemId, visibility: 'PUBLIC' });
  }

  organization = (more: object = {}) =>
    this.made(organizationDefinition, { ...this.#here(), name: 'Library', ...more });
  goal = (commonAgendaId: string, more: object = {}) =>
    this.made(goalDefinition, {
      commonAgendaId,
      code: newUuid(),
      title: 'Read by nine',
      visibility: 'PUBLIC',
      ...more,
    });
  strategy = (goalId: string, more: object = {}) =>
    this.made(strategyDefinition, { goalId, title: 'Clubs', visibility: 'PUBLIC', ...more });
  indicator = (more: object = {}) =>
    this.made(indicatorDefinition, { ...this.#here(), code: newUuid(), name: 'Places', level: 'PROGRAM', ...more });
  activity = (more: object = {}) => this.made(activityDefinition, { ...this.#here(), title: 'Club', ...more });
  goalContribution = (more: object) => this.made(goalContributionDefinition, { visibility: 'PUBLIC', ...more });
  reinforcement = (more: object) => this.made(reinforcementDefinition, { visibility: 'PUBLIC', ...more });
  commitment = (more: object) =>
    this.made(commitmentDefinition, { statement: 'We open on Saturdays.', visibility: 'PUBLIC', ...more });

  /** An activity under way since the first of the year 2024; its version is 2. */
  async active(more: object = {}): Promise<string> {
    const id = await this.activity(more);
    await this.writer.transition(startActivity, { id, expectedVersion: 1, startsOn: '2024-01-01' });
    return id;
  }

  /** A commitment agreed on the first of the year 2024; its version is 2. */
  async agreed(more: object): Promise<string> {
    const id = await this.commitment(more);
    await this.writer.transition(agreeCommitment, { id, expectedVersion: 1, agreedOn: '2024-01-01' });
    return id;
  }

  async made(definition: AnyRecordDefinition, command: Command): Promise<string> {
    const done = await this.writer.create(definition, command);
    if (!done.ok) throw new Error(JSON.stringify(done.issues));
    return encodeTypeId(definition.type.prefix, done.value);
  }

  #here() {
    return { ecosystemId: this.ecosystemId, visibility: 'PUBLIC' };
  }
}
