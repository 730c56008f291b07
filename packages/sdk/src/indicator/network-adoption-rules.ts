import { type EcosystemKind, type MembershipRecord, membershipsOn } from '../ecosystem/index.ts';
import { type Issue, unwrap } from '../shared/outcome.ts';
import { type AdoptedDays, judgeSettled } from './adoption-rules.ts';
import { type LikeFigures, unlikenesses } from './comparability.ts';
import type { IndicatorVersionStatus } from './vocabulary.ts';

/** What one side says of an adoption, as far as rules look at it. */
export interface AdoptionHalf extends AdoptedDays {
  /** The side that says it. */
  ecosystemId: string;
  networkVersionId: string;
  adopterId: string;
  /** The version whose figures the adopter brings in; null in the network's half. */
  localVersionId: string | null;
}

/** A version that takes part in an adoption, with the ecosystem that it is of. */
export type AdoptableVersion = LikeFigures & { ecosystemId: string; status: IndicatorVersionStatus };

/**
 * What is wrong with one side's half by itself. The version is a network's (`INVALID` at `networkVersionId`) and settled;
 * the adopter is another ecosystem; who says it is one of the two (`INVALID` at `ecosystemId`). The adopter, and only it,
 * names the version whose figures it brings in, whose kind, counts, unit and multiplier are those of the network's
 * (`INVALID` at `localVersionId`); and on the first day it is a member of the network, as both sides of the membership
 * say (`INVALID` at `adopterId`).
 */
export function judgeAdoptionHalf(
  half: AdoptionHalf,
  given: {
    networkVersion: AdoptableVersion & { kindOfEcosystem: EcosystemKind };
    localVersion: AdoptableVersion | null;
    memberships: readonly MembershipRecord[];
  },
): Issue[] {
  const { networkVersion, localVersion, memberships } = given;
  return [
    ...judgeSides(half, networkVersion),
    ...judgeSettled(networkVersion, 'networkVersionId'),
    ...judgeLocalVersion(half, { networkVersion, localVersion }),
    ...judgeMember({ ...half, networkId: networkVersion.ecosystemId }, memberships),
  ];
}

function judgeSides(half: AdoptionHalf, network: { ecosystemId: string; kindOfEcosystem: EcosystemKind }): Issue[] {
  const issues: Issue[] = [];
  const wrong = (path: string, message: string) => issues.push({ code: 'INVALID', path: [path], message });
  if (network.kindOfEcosystem !== 'NETWORK') {
    wrong(
      'networkVersionId',
      'this version belongs to an ecosystem that is not a network: use a version of an ecosystem of the kind NETWORK',
    );
  }
  if (half.adopterId === network.ecosystemId) {
    wrong('adopterId', 'a network cannot adopt its own indicator: set `adopterId` to one of its members');
  }
  if (half.ecosystemId !== half.adopterId && half.ecosystemId !== network.ecosystemId) {
    wrong('ecosystemId', '`ecosystemId` must be the network of the version or the adopter');
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
    return [{ code: 'INVALID', path, message: 'only the adopter sets `localVersionId`: omit it' }];
  }
  if (localVersion === null) {
    return [
      { code: 'REQUIRED', path, message: '`localVersionId` is required: use the version that provides your figures' },
    ];
  }
  const unlike = unlikenesses(networkVersion, localVersion);
  const differing = unlike.map(({ what, one, other }) => `${what} ${other} instead of ${one}`).join(', ');
  const message = `this version does not match the network's: ${differing}; choose a version that matches the network's`;
  return [
    ...judgeSettled(localVersion, 'localVersionId'),
    ...(unlike.length > 0 ? [{ code: 'INVALID' as const, path, message }] : []),
  ];
}

function judgeMember(
  { adopterId, networkId, startsOn }: AdoptionHalf & { networkId: string },
  memberships: readonly MembershipRecord[],
): Issue[] {
  const held = unwrap(membershipsOn(startsOn, memberships));
  if (held.some((link) => link.memberId === adopterId && link.networkId === networkId)) return [];
  const message = `the adopter is not a member of the network on ${startsOn}: both sides must record the membership first`;
  return [{ code: 'INVALID', path: ['adopterId'], message }];
}

/** That an ecosystem's figures of a version of its own are figures of a network's version. */
export interface EcosystemAdoption {
  networkVersionId: string;
  adopterId: string;
  localVersionId: string;
}

/** The adoptions that hold on a day (`YYYY-MM-DD`): those of which both sides say so, each once. */
export function networkAdoptionsOn(on: string, halves: Iterable<AdoptionHalf>): EcosystemAdoption[] {
  const running = [...halves].filter(({ startsOn, endsOn }) => startsOn <= on && (endsOn === null || endsOn >= on));
  const key = ({ networkVersionId, adopterId }: AdoptionHalf) => JSON.stringify([networkVersionId, adopterId]);
  const taken = new Set(running.filter(({ ecosystemId, adopterId }) => ecosystemId !== adopterId).map(key));
  const held = new Map<string, EcosystemAdoption>();
  for (const half of running) {
    const { ecosystemId, adopterId, networkVersionId, localVersionId } = half;
    if (ecosystemId !== adopterId || localVersionId === null || !taken.has(key(half))) continue;
    held.set(key(half), { networkVersionId, adopterId, localVersionId });
  }
  return [...held.values()];
}
