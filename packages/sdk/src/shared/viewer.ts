import { changesEverything, type Role, readsEverything } from './role.ts';
import type { SharingDetail } from './sharing-detail.ts';
import { encodeTypeId } from './type-id.ts';

/** Kinds of principals: a person, a program with a key, and a hub that follows this gateway. */
export const principalKinds = ['PERSON', 'SERVICE', 'HUB'] as const;

/** One of {@link principalKinds}. */
export type PrincipalKind = (typeof principalKinds)[number];

/** Who signs in to a gateway. */
export interface Principal {
  /** UUID. */
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  /** Whether it runs the gateway: it creates ecosystems, and appoints a BACKBONE where there is none. */
  readonly isOperator: boolean;
}

/** The role of a principal in an ecosystem, as authentication reads it. Ids are UUIDs. */
export interface Grant {
  readonly ecosystemId: string;
  readonly role: Role;
  /** The organizations for which an OBSERVER or CONTRIBUTOR acts. */
  readonly organizationIds: readonly string[];
  /** Whether members see the ecosystem: its own visibility is not RESTRICTED. */
  readonly isOpenToMembers: boolean;
}

/** What an ecosystem shares with a network by an agreement that is in force. Ids are UUIDs. */
export interface AgreementInForce {
  /** The ecosystem that shares its NETWORK records. */
  readonly ecosystemId: string;
  /** The indicators whose records are shared. Null for all. */
  readonly indicatorIds: readonly string[] | null;
  readonly detail: SharingDetail;
  /** Releases with a lower disclosure threshold are not shared. */
  readonly minimumThreshold: number;
}

/** Where a request comes from, for the audit log. */
export interface RequestOrigin {
  /** The network address of the caller. */
  readonly address: string;
  readonly requestId: string;
}

/**
 * The authenticated caller. Authentication creates it once per request, and every reader and writer receives it.
 *
 * An anonymous viewer can read public records and cannot write. A principal can also do what its grants allow: `grants` has at
 * most one for each ecosystem, and `agreements` are those by which ecosystems share with the networks in which it has a grant.
 * `LOCAL` is the command line, and any other program that opens the database itself: it reads and writes everything, as nobody can
 * prevent it. `CALENDAR` is the viewer of releases that a reporting calendar publishes automatically. A request never has one of
 * these two.
 */
export type Viewer =
  | {
      readonly kind: 'ANONYMOUS';
      /** Absent if no request was made. */
      readonly origin?: RequestOrigin;
    }
  | {
      readonly kind: 'PRINCIPAL';
      readonly principal: Principal;
      /** The creation of an ecosystem adds the grant of its creator. */
      readonly grants: Grant[];
      readonly agreements: readonly AgreementInForce[];
      /** Null if no request was made, for example in a test. */
      readonly origin: RequestOrigin | null;
    }
  | { readonly kind: 'LOCAL'; readonly name: string }
  | { readonly kind: 'CALENDAR' };

/** The viewer of a principal. */
export type PrincipalViewer = Extract<Viewer, { kind: 'PRINCIPAL' }>;

/** The viewer without credentials. */
export const anonymous: Viewer = { kind: 'ANONYMOUS' };

/** The viewer of a local program, such as the command line. The audit log contains its name, such as the name of the user who runs it. */
export function localViewer(name: string): Viewer {
  return { kind: 'LOCAL', name };
}

/** The viewer of a local program that states no name. */
export const localProgram: Viewer = localViewer('program');

/** The viewer of a reporting calendar that publishes the releases that are due. */
export const calendarOnTime: Viewer = { kind: 'CALENDAR' };

/** Whether a viewer operates the gateway. */
export function isOperator(viewer: Viewer): boolean {
  return viewer.kind === 'LOCAL' || (viewer.kind === 'PRINCIPAL' && viewer.principal.isOperator);
}

/** The grant of a viewer in an ecosystem (a UUID). Undefined if it has none. */
export function grantIn(viewer: Viewer, ecosystemId: string): Grant | undefined {
  if (viewer.kind !== 'PRINCIPAL') return undefined;
  return viewer.grants.find((grant) => grant.ecosystemId === ecosystemId);
}

/**
 * Whether a viewer may see every record of an ecosystem (a UUID) and manage its measurement: its role is STEWARD or BACKBONE, or
 * it is a local program or a calendar.
 */
export function isStewardOf(viewer: Viewer, ecosystemId: string): boolean {
  if (viewer.kind === 'LOCAL' || viewer.kind === 'CALENDAR') return true;
  const grant = grantIn(viewer, ecosystemId);
  return grant !== undefined && readsEverything(grant.role);
}

/** Whether a viewer may change every record of an ecosystem (a UUID): its role is BACKBONE, or it is a local program or a calendar. */
export function isBackboneOf(viewer: Viewer, ecosystemId: string): boolean {
  if (viewer.kind === 'LOCAL' || viewer.kind === 'CALENDAR') return true;
  const grant = grantIn(viewer, ecosystemId);
  return grant !== undefined && changesEverything(grant.role);
}

/** The actor in the audit log: the id of a principal, `local:` and the name of a local program, `calendar`, or `anonymous`. */
export function actorOf(viewer: Viewer): string {
  return viewer.kind === 'LOCAL' ? `local:${viewer.name}` : authorOf(viewer);
}

/**
 * The name of the viewer in records that others can see, such as `releasedBy`: the id of a principal, `local`, `calendar`, or
 * `anonymous`. It contains no name of a person.
 */
export function authorOf(viewer: Viewer): string {
  return viewer.kind === 'PRINCIPAL' ? encodeTypeId('principal', viewer.principal.id) : viewer.kind.toLowerCase();
}
