// Which addresses the crawl may ask for: a site owner names them, so they must not reach into a private network.

// IANA's special-purpose IPv4 registry, RFC 6890: [first address, prefix length].
const PRIVATE_V4: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // carriers' shared addresses
  ["127.0.0.0", 8],
  ["169.254.0.0", 16], // link-local, and the clouds' metadata services
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3], // multicast, reserved, broadcast
];
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;
const LOOPBACK_NAME = /(^|\.)localhost$/;

/**
 * Why an address may not be fetched, or null. In development loopback is allowed and nothing else is. Only what is
 * written in the address is judged: a public name that resolves to a private address is for the network to refuse,
 * as Cloudflare's does (`fetch` cannot pin an address).
 */
export function checkAddress(url: URL, dev: boolean): string | null {
  if (url.protocol !== "http:" && url.protocol !== "https:") return "no http or https address";
  if (url.username || url.password) return "an address with a user name or password";
  const host = url.hostname.replace(/\.$/, ""); // the URL parser has lower-cased it and made every IPv4 form dotted
  if (host.startsWith("[")) return dev && host === "[::1]" ? null : checkV6(host.slice(1, -1));
  if (/^[\d.]+$/.test(host)) return dev && inRange(host, "127.0.0.0", 8) ? null : checkV4(host);
  if (dev && LOOPBACK_NAME.test(host)) return null;
  return PRIVATE_NAME.test(host) || !host.includes(".") ? "a private name" : null;
}

const checkV4 = (address: string) =>
  PRIVATE_V4.some(([first, bits]) => inRange(address, first, bits)) ? "a private address" : null;

const inRange = (address: string, first: string, bits: number) =>
  toNumber(address) >>> (32 - bits) === toNumber(first) >>> (32 - bits);

const toNumber = (address: string) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/**
 * Only global unicast (2000::/3) passes, without the parts that carry an IPv4 address or are no destinations. So
 * loopback, unspecified, link-local, unique local, multicast, IPv4-mapped, IPv4-compatible and NAT64 are all refused.
 */
function checkV6(address: string): string | null {
  const [first = 0, second = 0] = toGroups(address);
  const global = first >= 0x2000 && first <= 0x3fff;
  const ietf = first === 0x2001 && second < 0x200; // Teredo, ORCHID, benchmarking
  const documentation = (first === 0x2001 && second === 0xdb8) || (first === 0x3fff && second < 0x1000);
  const sixToFour = first === 0x2002;
  return global && !ietf && !documentation && !sixToFour ? null : "a private address";
}

/** The first two groups are enough for the ranges above; "::" may stand for either. */
function toGroups(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const groups = head ? head.split(":") : [];
  if (tail !== undefined) {
    const rest = tail ? tail.split(":") : [];
    while (groups.length + rest.length < 8) groups.push("0");
    groups.push(...rest);
  }
  return groups.map((group) => Number.parseInt(group, 16));
}
