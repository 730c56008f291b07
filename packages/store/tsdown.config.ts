import { library } from '../../tsdown.base.ts';

// src/testing is for the tests of this workspace: it starts servers from packages that only the workspace installs.
export default library({
  entry: {
    index: 'src/index.ts',
    // A thread starts from a file of its own.
    'lock-keeper-thread': 'src/shared/database/folder-lock/lock-keeper-thread.ts',
  },
});
