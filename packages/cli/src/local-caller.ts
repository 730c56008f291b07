import { userInfo } from 'node:os';
import { localViewer, type Viewer } from '@collective-impact/sdk';

/** The viewer of the command line. The audit log contains the name of the user who runs it. */
export function localCaller(): Viewer {
  return localViewer(userName());
}

/** The name of the user. Containers often run as a user without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
