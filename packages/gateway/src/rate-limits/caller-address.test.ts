import type { IncomingMessage } from 'node:http';
import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { callerAddress, trustedProxies } from './caller-address.ts';

const proxies = trustedProxies('10.0.0.0/8, 2001:db8:ffff::/48');

function addressOf(remoteAddress: string, forwarded?: string): string {
  const request = { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } };
  return callerAddress(request as unknown as IncomingMessage, proxies);
}

describe('the address of a caller', () => {
  it.each([
    ['is that of the connection', '203.0.113.7', undefined, '203.0.113.7'],
    ['is that of the connection if its peer is not a trusted proxy', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['comes from a trusted proxy', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['is the last one that no trusted proxy has', '10.1.2.3', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['is that of the proxy without the header', '10.1.2.3', undefined, '10.1.2.3'],
    ['is that of the last proxy if the rest is not an address', '10.1.2.3', 'unknown, 10.9.9.9', '10.9.9.9'],
    ['is an IPv4 address also on an IPv6 socket', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['has the first 64 bits of an IPv6 address', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['is the same for each address of an IPv6 network', '2001:db8:1:2::9', undefined, '2001:db8:1:2::/64'],
    ['is complete if the address is short', '2001:db8::9', undefined, '2001:db8:0:0::/64'],
    ['has no zone', 'fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
    ['comes from a trusted IPv6 proxy', '2001:db8:ffff::1', '2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ])('%s', (_, peer, forwarded, expected) => {
    expect(addressOf(peer, forwarded)).toBe(expected);
  });
});

describe('the list of trusted proxies', () => {
  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/x', '10.0.0'])(
    'rejects %s',
    (entry) => {
      expect(() => trustedProxies(`127.0.0.1,${entry}`)).toThrow(
        new SetupError(`"${entry}" is not valid in TRUSTED_PROXIES. Use addresses or networks, such as 10.0.0.0/8.`),
      );
    },
  );
});
