import { decodeTypeId, encodeTypeId, newUuid, type Outcome, operator } from '@collective-impact/sdk';
import { commonAgendaWriting, goalWriting, strategyWriting } from '../agenda/index.ts';
import { ecosystemWriting, organizationWriting } from '../ecosystem/index.ts';
import { indicatorWriting } from '../indicator/index.ts';
import { type Command, Writer } from '../shared/writer.ts';
import type { Writing } from '../shared/writing.ts';
import type { TestDatabase } from '../testing/open-test-database.ts';
import { activityStart, activityWriting } from './activity-writer.ts';
import { commitmentAgreement, commitmentWriting } from './commitment-writer.ts';
import { contributionWriting, reinforcementWriting } from './contribution-writer.ts';

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
    this.ecosystemId = await this.made(ecosystemWriting, { slug: `of-${newUuid()}`, name: 'Here', ...more });
    return this.made(commonAgendaWriting, { ecosystemId: this.ecosystemId, visibility: 'PUBLIC' });
  }

  organization = (more: object = {}) => this.made(organizationWriting, { ...this.#here(), name: 'Library', ...more });
  goal = (commonAgendaId: string, more: object = {}) =>
    this.made(goalWriting, { commonAgendaId, code: newUuid(), title: 'Read by nine', visibility: 'PUBLIC', ...more });
  strategy = (goalId: string, more: object = {}) =>
    this.made(strategyWriting, { goalId, title: 'Clubs', visibility: 'PUBLIC', ...more });
  indicator = (more: object = {}) =>
    this.made(indicatorWriting, { ...this.#here(), code: newUuid(), name: 'Places', level: 'ACTIVITY', ...more });
  activity = (more: object = {}) => this.made(activityWriting, { ...this.#here(), title: 'Club', ...more });
  contribution = (more: object) => this.made(contributionWriting, { visibility: 'PUBLIC', ...more });
  reinforcement = (more: object) => this.made(reinforcementWriting, { visibility: 'PUBLIC', ...more });
  commitment = (more: object) =>
    this.made(commitmentWriting, { statement: 'We open on Saturdays.', visibility: 'PUBLIC', ...more });

  /** An activity under way since the first of the year 2024; its version is 2. */
  async active(more: object = {}): Promise<string> {
    const id = await this.activity(more);
    await this.writer.transition(activityStart, { id, expectedVersion: 1, startsOn: '2024-01-01' });
    return id;
  }

  /** A commitment agreed on the first of the year 2024; its version is 2. */
  async agreed(more: object): Promise<string> {
    const id = await this.commitment(more);
    await this.writer.transition(commitmentAgreement, { id, expectedVersion: 1, agreedOn: '2024-01-01' });
    return id;
  }

  async made(writing: Writing, command: Command): Promise<string> {
    const done = await this.writer.create(writing, command);
    if (!done.ok) throw new Error(JSON.stringify(done.issues));
    return encodeTypeId(writing.type.prefix, done.value);
  }

  #here() {
    return { ecosystemId: this.ecosystemId, visibility: 'PUBLIC' };
  }
}
