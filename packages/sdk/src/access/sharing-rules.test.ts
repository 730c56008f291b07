import { describe, expect, it } from 'vitest';
import type { Issue } from '../shared/outcome.ts';
import { judgeSharedIndicators, judgeSharingAcceptance, judgeSharingOffer } from './sharing-rules.ts';

const told = (issues: Issue[]) => issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);

describe('the indicators of a sharing agreement', () => {
  it.each([
    ['ALL', []],
    ['NAMED', ['i']],
  ] as const)('with the scope %s are %j', (indicatorScope, indicatorIds) => {
    expect(judgeSharedIndicators({ indicatorScope, indicatorIds })).toEqual([]);
  });

  it('are named if the scope is NAMED, so that a forgotten list does not share everything', () => {
    expect(told(judgeSharedIndicators({ indicatorScope: 'NAMED', indicatorIds: [] }))).toEqual([
      'REQUIRED indicatorIds: An agreement with `indicatorScope` NAMED shares the indicators that it names. Name at least one.',
    ]);
  });

  it('are not named if the scope is ALL', () => {
    expect(told(judgeSharedIndicators({ indicatorScope: 'ALL', indicatorIds: ['i'] }))).toEqual([
      'INVALID indicatorIds: An agreement with `indicatorScope` ALL names no indicators. Leave `indicatorIds` empty, or use NAMED.',
    ]);
  });
});

describe('an offer to share', () => {
  const offer = {
    ecosystemId: 'town',
    networkId: 'state',
    minimumThreshold: 10,
    startsOn: '2025-01-01',
    endsOn: '2025-06-15',
  };
  const judged = (change: Partial<typeof offer> = {}, kind: 'LOCAL' | 'NETWORK' = 'NETWORK') =>
    told(
      judgeSharingOffer({
        offer: { ...offer, ...change },
        ecosystem: { disclosureThreshold: 10 },
        network: { kind },
        today: '2025-06-15',
      }),
    );

  it('is made to a network, with the threshold of the ecosystem or a higher one, until today or later', () => {
    expect(judged()).toEqual([]);
    expect(judged({ minimumThreshold: 11, endsOn: '2026-01-01' })).toEqual([]);
  });

  it('is not made to an ecosystem that is not a network', () => {
    expect(judged({}, 'LOCAL')).toEqual([
      'INVALID networkId: The ecosystem in `networkId` is not a network. Choose an ecosystem of kind NETWORK.',
    ]);
  });

  it('is not made to the ecosystem itself, even if it is a network', () => {
    expect(judged({ networkId: 'town' })).toEqual([
      'INVALID networkId: An ecosystem shares with a network that it is a member of. `networkId` must differ from `ecosystemId`.',
    ]);
  });

  it('with days in the wrong order is left to the rules of the record', () => {
    expect(judged({ startsOn: '2025-06-14', endsOn: '2025-06-13' })).toEqual([]);
  });

  it('has all faults reported at once', () => {
    expect(judged({ minimumThreshold: 9, endsOn: '2025-06-14' }, 'LOCAL')).toEqual([
      'INVALID networkId: The ecosystem in `networkId` is not a network. Choose an ecosystem of kind NETWORK.',
      'INVALID minimumThreshold: `minimumThreshold` is 9, below the disclosure threshold of the ecosystem, 10. Set it to 10 or more.',
      'INVALID endsOn: `endsOn` is 2025-06-14, which has passed. Set a later day, or omit it.',
    ]);
  });
});

describe('the acceptance of an offer', () => {
  const agreement = { networkId: 'state', number: 2, endsOn: '2025-06-15' as string | null, isEnded: false };
  const judged = (change: Partial<typeof agreement> = {}, { ecosystemId = 'state', newest = 2 } = {}) =>
    told(
      judgeSharingAcceptance({
        agreement: { ...agreement, ...change },
        ecosystemId,
        newest,
        today: '2025-06-15',
      }),
    );

  it('can be created by the network until the last day', () => {
    expect([judged(), judged({ endsOn: null })]).toEqual([[], []]);
  });

  it.each<[string, Partial<typeof agreement>, { ecosystemId?: string; newest?: number }, string]>([
    [
      'another ecosystem',
      {},
      { ecosystemId: 'town' },
      'INVALID ecosystemId: Only the network of an agreement can accept it. Set `ecosystemId` to the network.',
    ],
    [
      'an offer that was withdrawn',
      { isEnded: true },
      {},
      'ILLEGAL_TRANSITION agreementId: The ecosystem has ended this agreement. Ask the ecosystem to offer a new one.',
    ],
    [
      'an offer after its last day',
      { endsOn: '2025-06-14' },
      {},
      'ILLEGAL_TRANSITION agreementId: The last day of this agreement was 2025-06-14. Ask the ecosystem to offer a new one.',
    ],
    [
      'an offer before the newest',
      {},
      { newest: 3 },
      'ILLEGAL_TRANSITION agreementId: The ecosystem has offered a newer agreement, number 3. Accept the newest one.',
    ],
  ])('is rejected for %s', (_name, change, others, issue) => {
    expect(judged(change, others)).toEqual([issue]);
  });
});
