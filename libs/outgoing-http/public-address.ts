import { BlockList, isIP } from 'node:net';

/**
 * IPv4 ranges that lead to no public server. Source: IANA, "IPv4 Special-Purpose Address Registry" (RFC 6890), and
 * multicast (RFC 5771).
 */
const NOT_PUBLIC_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** The only IPv6 range given out for public servers. Source: RFC 4291, section 2.4. */
const GLOBAL_IPV6 = '2000::/3';
/**
 * Within it: protocol assignments and Teredo, documentation, and 6to4, which carries any IPv4 address inside.
 * Source: IANA, "IPv6 Special-Purpose Address Registry".
 */
const NOT_PUBLIC_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const notPublic = blockListOf([...NOT_PUBLIC_IPV4, ...NOT_PUBLIC_IPV6]);
const globalIpv6 = blockListOf([GLOBAL_IPV6]);

/** Whether the address of `address` (IPv4 or IPv6, as text) is one of a public server; what is no address is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !notPublic.check(address, 'ipv4');
  if (version !== 6) return false;
  // An IPv4 address in IPv6 clothes (::ffff:…, 64:ff9b::…) lies outside the global range and is refused with it.
  return globalIpv6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network, prefix] = range.split('/') as [string, string];
    list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
