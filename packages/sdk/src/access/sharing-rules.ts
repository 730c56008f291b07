import { count, day, fields, flag, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/** Which indicators a sharing agreement covers: every indicator of the ecosystem, or those that it names. */
export const indicatorScopes = ['ALL', 'NAMED'] as const;

/** One of {@link indicatorScopes}. */
export type IndicatorScope = (typeof indicatorScopes)[number];

/** The indicators of a sharing agreement. */
export interface SharedIndicators {
  readonly indicatorScope: IndicatorScope;
  readonly indicatorIds: readonly string[];
}

/** Requires that an agreement names indicators if its scope is NAMED (`REQUIRED`), and none if it is ALL (`INVALID`). */
export function judgeSharedIndicators(agreement: SharedIndicators): Issue[] {
  const checks = fields<SharedIndicators>({ indicatorScope: oneOf(indicatorScopes), indicatorIds: list(text) });
  const malformed = judgeInput({ agreement }, { agreement: checks });
  if (malformed.length > 0) return malformed;
  const { indicatorScope, indicatorIds } = agreement;
  const path = ['indicatorIds'];
  if (indicatorScope === 'NAMED' && indicatorIds.length === 0) {
    const message = 'An agreement with `indicatorScope` NAMED shares the indicators that it names. Name at least one.';
    return [{ code: 'REQUIRED', path, message }];
  }
  if (indicatorScope === 'ALL' && indicatorIds.length > 0) {
    const message =
      'An agreement with `indicatorScope` ALL names no indicators. Leave `indicatorIds` empty, or use NAMED.';
    return [{ code: 'INVALID', path, message }];
  }
  return [];
}

/** An offer to share, with the two ecosystems. */
export interface SharingOffer {
  readonly offer: {
    /** The ecosystem that shares. */
    readonly ecosystemId: string;
    readonly networkId: string;
    readonly minimumThreshold: number;
    readonly startsOn: string;
    readonly endsOn: string | null;
  };
  readonly ecosystem: { readonly disclosureThreshold: number };
  readonly network: { readonly kind: 'LOCAL' | 'NETWORK' };
  /** The current day in the time zone of the ecosystem. */
  readonly today: string;
}

/**
 * Checks an offer (`INVALID`): it is made to another ecosystem, which is a network. Its threshold is not below that of the ecosystem.
 * Its last day has not passed.
 */
export function judgeSharingOffer(given: SharingOffer): Issue[] {
  const malformed = judgeInput(given, {
    offer: fields<SharingOffer['offer']>({
      ecosystemId: text,
      networkId: text,
      minimumThreshold: count,
      startsOn: day,
      endsOn: nullable(day),
    }),
    ecosystem: fields<SharingOffer['ecosystem']>({ disclosureThreshold: count }),
    network: fields<SharingOffer['network']>({ kind: oneOf(['LOCAL', 'NETWORK']) }),
    today: day,
  });
  if (malformed.length > 0) return malformed;
  const { offer, ecosystem, network, today } = given;
  const { disclosureThreshold } = ecosystem;
  const issues: Issue[] = [];
  const addIssue = (path: string, message: string) => issues.push({ code: 'INVALID', path: [path], message });
  if (offer.networkId === offer.ecosystemId) {
    addIssue(
      'networkId',
      'An ecosystem shares with a network that it is a member of. `networkId` must differ from `ecosystemId`.',
    );
  } else if (network.kind !== 'NETWORK') {
    addIssue('networkId', 'The ecosystem in `networkId` is not a network. Choose an ecosystem of kind NETWORK.');
  }
  if (offer.minimumThreshold < disclosureThreshold) {
    addIssue(
      'minimumThreshold',
      `\`minimumThreshold\` is ${offer.minimumThreshold}, below the disclosure threshold of the ecosystem, ${disclosureThreshold}. Set it to ${disclosureThreshold} or more.`,
    );
  }
  // Days in the wrong order are a fault of the record itself.
  if (offer.endsOn !== null && offer.endsOn >= offer.startsOn && offer.endsOn < today) {
    addIssue('endsOn', `\`endsOn\` is ${offer.endsOn}, which has passed. Set a later day, or omit it.`);
  }
  return issues;
}

/** The acceptance of an offer. */
export interface AcceptedOffer {
  readonly agreement: {
    readonly networkId: string;
    readonly number: number;
    readonly endsOn: string | null;
    readonly isEnded: boolean;
  };
  /** The ecosystem that accepts. */
  readonly ecosystemId: string;
  /** The highest number of an agreement between the two ecosystems. */
  readonly newest: number;
  /** The current day in the time zone of the ecosystem that offered the agreement. */
  readonly today: string;
}

/**
 * Checks an acceptance: only the network accepts (`INVALID`), and only the newest offer, which has not ended
 * (`ILLEGAL_TRANSITION`).
 */
export function judgeSharingAcceptance(given: AcceptedOffer): Issue[] {
  const malformed = judgeInput(given, {
    agreement: fields<AcceptedOffer['agreement']>({
      networkId: text,
      number: count,
      endsOn: nullable(day),
      isEnded: flag,
    }),
    ecosystemId: text,
    newest: count,
    today: day,
  });
  if (malformed.length > 0) return malformed;
  const { agreement, ecosystemId, newest, today } = given;
  if (ecosystemId !== agreement.networkId) {
    const message = 'Only the network of an agreement can accept it. Set `ecosystemId` to the network.';
    return [{ code: 'INVALID', path: ['ecosystemId'], message }];
  }
  const obstacle = agreement.isEnded
    ? 'The ecosystem has ended this agreement.'
    : agreement.endsOn !== null && agreement.endsOn < today
      ? `The last day of this agreement was ${agreement.endsOn}.`
      : agreement.number < newest
        ? `The ecosystem has offered a newer agreement, number ${newest}.`
        : null;
  if (obstacle === null) return [];
  const remedy = agreement.number < newest ? 'Accept the newest one.' : 'Ask the ecosystem to offer a new one.';
  return [{ code: 'ILLEGAL_TRANSITION', path: ['agreementId'], message: `${obstacle} ${remedy}` }];
}
