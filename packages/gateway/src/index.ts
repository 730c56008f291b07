export * from './execution/index.ts';
export { isSafeUrl, type OpenIdOptions, type TokenAlgorithm, tokenAlgorithms } from './openid/index.ts';
export { type RateLimitOptions, type TrustedProxies, trustedProxies } from './rate-limits/index.ts';
export * from './schema.ts';
export * from './server/gateway.ts';
export { defaultLimits, type RequestLimits } from './server/limits/limits.ts';
export * from './shared/context.ts';
export * from './shared/log.ts';
