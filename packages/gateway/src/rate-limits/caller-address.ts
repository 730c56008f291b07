import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { SetupError } from '@collective-impact/sdk';

/** The proxies whose `X-Forwarded-For` is believed: addresses and networks such as `10.0.0.0/8`. */
export type TrustedProxies = BlockList;

/** Reads a list of addresses and networks, separated by commas. Throws a `SetupError` for an entry that is neither. */
export function trustedProxies(text: string): TrustedProxies {
  const list = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [address = '', bits, ...rest] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const width = family === 'ipv6' ? 128 : 32;
    const prefix = bits === undefined ? width : Number(bits);
    if (isIP(address) === 0 || rest.length > 0 || !/^\d*$/.test(bits ?? '') || bits === '' || prefix > width) {
      throw new SetupError(
        `"${entry.slice(0, 60)}" is not valid in TRUSTED_PROXIES. Use addresses or networks, such as 10.0.0.0/8.`,
      );
    }
    list.addSubnet(address, prefix, family);
  }
  return list;
}

/**
 * The address of the caller for its budget: the peer of the connection, or if that is a trusted proxy, the last address in
 * `X-Forwarded-For` that is not one. An IPv6 address is reduced to its first 64 bits, because a caller usually has that many.
 */
export function callerAddress(request: IncomingMessage, proxies: TrustedProxies): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  let address = plainAddress(request.socket.remoteAddress ?? '');
  while (isTrusted(address, proxies)) {
    const before = plainAddress(forwarded.pop()?.trim() ?? '');
    if (isIP(before) === 0) break;
    address = before;
  }
  return isIP(address) === 6 ? `${firstBits(address)}::/64` : address;
}

function isTrusted(address: string, proxies: TrustedProxies): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Without the prefix of an IPv4 address in an IPv6 socket, and without a zone. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/** The first four groups of an IPv6 address. */
function firstBits(address: string): string {
  const [start = '', end] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = start === '' ? [] : start.split(':');
  const last = end === undefined || end === '' ? [] : end.split(':');
  const zeros = end === undefined ? [] : Array.from({ length: 8 - groups.length - last.length }, () => '0');
  return [...groups, ...zeros, ...last].slice(0, 4).join(':');
}
