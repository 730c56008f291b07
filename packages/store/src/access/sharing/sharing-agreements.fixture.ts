import { anonymous, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { activityDefinition } from '../../activity/index.ts';
import { networkMembershipDefinition } from '../../ecosystem/index.ts';
import type { EngineName } from '../../shared/database/database.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture, uuidOf } from '../../testing/agenda.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { sharingAcceptanceDefinition, sharingAgreementDefinition } from './sharing-writer.ts';

/** A town, a network of which it is a member, and people of both before each test. */
export class SharingWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Creates records. */
  fixture!: AgendaFixture;

  /** The member. */
  town = '';

  /** The network. */
  state = '';

  /** A BACKBONE of the network. */
  ofState!: TestPrincipal;

  /** A BACKBONE of the member. */
  ofTown!: TestPrincipal;

  /** An observer of the network. */
  observer!: TestPrincipal;

  /** The membership, as one side records it. */
  readonly membership = (ecosystemId: string) => ({
    ecosystemId,
    networkId: this.state,
    memberId: this.town,
    startedOn: '2020-01-01',
  });

  /** The fields of a valid offer. */
  readonly terms = (more: object = {}) => ({
    ecosystemId: this.town,
    networkId: this.state,
    indicatorScope: 'ALL',
    detail: 'DISAGGREGATED',
    minimumThreshold: 10,
    startsOn: '2020-01-01',
    purpose: 'To learn across towns (made up)',
    ...more,
  });

  /** Offers an agreement. */
  async offer(more: object = {}): Promise<string> {
    return this.fixture.create(sharingAgreementDefinition, this.terms(more));
  }

  /** Accepts an agreement. */
  readonly accept = (agreementId: string, more: object = {}) =>
    this.fixture.create(sharingAcceptanceDefinition, { ecosystemId: this.state, agreementId, ...more });

  /** Offers and accepts an agreement. */
  async agree(more: object = {}): Promise<{ agreement: string; acceptance: string }> {
    const agreement = await this.offer(more);
    return { agreement, acceptance: await this.accept(agreement, { visibility: 'RESTRICTED' }) };
  }

  /** The status of an agreement now. */
  readonly statusOf = (agreement: string) =>
    this.fixture.read().access.sharing.status(uuidOf(agreement), this.database.now());

  /** The titles of the activities of the town that a viewer sees. */
  async seenBy(principal: TestPrincipal | null): Promise<string[]> {
    const viewer: Viewer = principal ? await principal.viewer() : anonymous;
    const { activity } = this.fixture.read(viewer);
    const page = await activity.activities({ of: 'ecosystem', id: uuidOf(this.town) }, { page: {}, filter: {} });
    return page.rows.map(({ title }) => title).sort();
  }

  /** Creates an activity of the town. */
  readonly activity = (visibility: string, title = visibility) =>
    this.fixture.create(activityDefinition, { ecosystemId: this.town, title, visibility });

  /** Creates an activity of each visibility. */
  async activities(): Promise<void> {
    for (const visibility of ['PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED']) await this.activity(visibility);
  }

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.fixture = new AgendaFixture(this.database);
    });

    beforeEach(async () => {
      this.town = await this.fixture.ecosystem({ name: 'Town', disclosureThreshold: 10 });
      this.state = await this.fixture.ecosystem({ name: 'State', kind: 'NETWORK' });
      for (const ecosystemId of [this.town, this.state])
        await this.fixture.create(networkMembershipDefinition, this.membership(ecosystemId));
      this.ofState = await newPrincipal(this.database);
      await this.ofState.grant(this.state, 'BACKBONE');
      this.ofTown = await newPrincipal(this.database);
      await this.ofTown.grant(this.town, 'BACKBONE');
      this.observer = await newPrincipal(this.database, { kind: 'HUB' });
      await this.observer.grant(this.state, 'OBSERVER');
    });

    afterAll(() => this.database.close());
  }
}
