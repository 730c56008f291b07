import { type EcosystemKind, type MembershipRecord, membershipsOn } from '../ecosystem/index.ts';
import { type Issue, unwrap } from '../shared/outcome.ts';
import { type AdoptedDays, judgeSettled } from './adoption-rules.ts';
import { type FigureDefinition, unlikenesses } from './comparability.ts';
import type { IndicatorVersionStatus } from './vocabulary.ts';

/** The statement of one side about an adoption, as rules read it. */
export interface AdoptionHalf extends AdoptedDays {
  /** The side that makes the statement. */
  ecosystemId: string;
  networkVersionId: string;
  adopterId: string;
  /** The version that provides the adopter's figures. Null in the network's statement. */
  localVersionId: string | null;
}

/** A version that is part of an adoption, and its ecosystem. */
export type AdoptableVersion = FigureDefinition & { ecosystemId: string; status: IndicatorVersionStatus };

/**
 * Issues of the statement of one side.
 *
 * - `networkVersionId`: the version belongs to a network (`INVALID`), and its definition cannot change
 *   (`ILLEGAL_TRANSITION`).
 * - `ecosystemId`: the side is the network or the adopter (`INVALID`).
 * - `localVersionId`: only the adopter sets it (`REQUIRED`, `INVALID`). Its kind, counting unit, unit and multiplier
 *   are those of the network's version (`INVALID`), and its definition cannot change (`ILLEGAL_TRANSITION`).
 * - `adopterId`: the adopter is not the network, and is its member on the first day, as both sides of the membership
 *   state (`INVALID`).
 */
export function judgeAdoptionHalf(
  half: AdoptionHalf,
  context: {
    networkVersion: AdoptableVersion & { kindOfEcosystem: EcosystemKind };
    localVersion: AdoptableVersion | null;
    memberships: readonly MembershipRecord[];
  },
): Issue[] {
  const { networkVersion, localVersion, memberships } = context;
  return [
    ...judgeSides(half, networkVersion),
    ...judgeSettled(networkVersion, 'networkVersionId'),
    ...judgeLocalVersion(half, { networkVersion, localVersion }),
    ...judgeMember({ ...half, networkId: networkVersion.ecosystemId }, memberships),
  ];
}

function judgeSides(half: AdoptionHalf, network: { ecosystemId: string; kindOfEcosystem: EcosystemKind }): Issue[] {
  const issues: Issue[] = [];
  const addInvalid = (path: string, message: string) => issues.push({ code: 'INVALID', path: [path], message });
  if (network.kindOfEcosystem !== 'NETWORK') {
    addInvalid(
      'networkVersionId',
      'This version belongs to an ecosystem that is not a network. Use a version of an ecosystem of the kind NETWORK.',
    );
  }
  if (half.adopterId === network.ecosystemId) {
    addInvalid('adopterId', 'A network cannot adopt its own indicator. Set `adopterId` to one of its members.');
  }
  if (half.ecosystemId !== half.adopterId && half.ecosystemId !== network.ecosystemId) {
    addInvalid('ecosystemId', '`ecosystemId` must be the network of the version, or the adopter.');
  }
  return issues;
}

function judgeLocalVersion(
  half: AdoptionHalf,
  { networkVersion, localVersion }: { networkVersion: AdoptableVersion; localVersion: AdoptableVersion | null },
): Issue[] {
  const path = ['localVersionId'];
  if (half.ecosystemId !== half.adopterId) {
    if (localVersion === null) return [];
    return [{ code: 'INVALID', path, message: 'Only the adopter sets `localVersionId`. Omit it.' }];
  }
  if (localVersion === null) {
    return [
      {
        code: 'REQUIRED',
        path,
        message: '`localVersionId` is required. Set it to the version that provides your figures.',
      },
    ];
  }
  const unlike = unlikenesses(networkVersion, localVersion);
  const differing = unlike.map(({ what, one, other }) => `${what} ${other} instead of ${one}`).join(', ');
  const message = `This version does not match the network's, because it has ${differing}. Choose a version that matches.`;
  return [
    ...judgeSettled(localVersion, 'localVersionId'),
    ...(unlike.length > 0 ? [{ code: 'INVALID' as const, path, message }] : []),
  ];
}

function judgeMember(
  { adopterId, networkId, startsOn }: AdoptionHalf & { networkId: string },
  memberships: readonly MembershipRecord[],
): Issue[] {
  const inForce = unwrap(membershipsOn(startsOn, memberships));
  if (inForce.some((link) => link.memberId === adopterId && link.networkId === networkId)) return [];
  const message = `The adopter is not a member of the network on ${startsOn}. Both sides must record the membership first.`;
  return [{ code: 'INVALID', path: ['adopterId'], message }];
}

/** An adoption that both sides state: figures of the adopter's version are figures of the network's version. */
export interface EcosystemAdoption {
  networkVersionId: string;
  adopterId: string;
  localVersionId: string;
}

/** The adoptions that are in force on a day (`YYYY-MM-DD`), because both sides state them. Each is returned once. */
export function networkAdoptionsOn(on: string, halves: Iterable<AdoptionHalf>): EcosystemAdoption[] {
  const inForce = [...halves].filter(({ startsOn, endsOn }) => startsOn <= on && (endsOn === null || endsOn >= on));
  const key = ({ networkVersionId, adopterId }: AdoptionHalf) => JSON.stringify([networkVersionId, adopterId]);
  const statedByNetwork = new Set(inForce.filter(({ ecosystemId, adopterId }) => ecosystemId !== adopterId).map(key));
  const adoptions = new Map<string, EcosystemAdoption>();
  for (const half of inForce) {
    const { ecosystemId, adopterId, networkVersionId, localVersionId } = half;
    if (ecosystemId !== adopterId || localVersionId === null || !statedByNetwork.has(key(half))) continue;
    adoptions.set(key(half), { networkVersionId, adopterId, localVersionId });
  }
  return [...adoptions.values()];
}
