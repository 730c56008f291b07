import { defineConfig, type UserConfig } from 'tsdown';

/**
 * How every package is built: ES modules with their types and source maps in `dist`, with what they import left to be
 * resolved where they are installed.
 */
export function library(config: Pick<UserConfig, 'entry' | 'platform' | 'copy' | 'dts' | 'unbundle'>): UserConfig {
  return defineConfig({
    platform: 'node',
    fixedExtension: false,
    // The compiler in native code takes a seventh of the time for declarations.
    dts: { tsgo: true },
    ...config,
    format: 'esm',
    target: 'node22.18',
    tsconfig: 'tsconfig.build.json',
    sourcemap: true,
    deps: { neverBundle: true },
    copy: ['../../LICENSE', ...(Array.isArray(config.copy) ? config.copy : [])],
    logLevel: 'warn',
    failOnWarn: true,
    suppressWarnings: ['TypeScript 7.0 does not yet have a stable API'],
    report: false,
  });
}
