import { library } from '../../tsdown.base.ts';

// One file in `dist` for each source file: a bundler then includes only the files that an import needs.
export default library({
  entry: ['src/index.ts', 'src/*/index.ts', '!src/shared/index.ts'],
  platform: 'neutral',
  unbundle: true,
});
