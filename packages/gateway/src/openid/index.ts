export { InvalidTokenError, isToken, type TokenFault } from './access-token.ts';
export * from './authenticate-token.ts';
export { KeysUnavailableError } from './issuer-keys.ts';
export * from './openid-options.ts';
