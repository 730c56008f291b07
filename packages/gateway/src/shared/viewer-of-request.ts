import type { PrincipalViewer, RequestOrigin } from '@collective-impact/sdk';

/**
 * The viewer of one of several requests of a principal that share a read of its grants. Each request has a list of grants of its own,
 * because a request can add grants.
 */
export function viewerOfRequest(shared: PrincipalViewer, origin: RequestOrigin): PrincipalViewer {
  return { ...shared, grants: [...shared.grants], origin };
}
