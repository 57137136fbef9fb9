import ipaddr from 'ipaddr.js';

/**
 * The network that an IP address belongs to: of IPv4 the address itself, of IPv6 its /64, which one household, phone or
 * server has to itself. Anything that is not an IP address stays as it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`)}/64` : parsed.toString();
}

/**
 * The block of addresses that an IP address belongs to: of IPv4 its /24, of IPv6 its /48, which one operator, office or
 * server has to itself. Anything that is not an IP address stays as it is.
 */
export function addressBlockOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/48`)}/48`
    : `${ipaddr.IPv4.networkAddressFromCIDR(`${parsed}/24`)}/24`;
}

/** An IP address in its shortest form, such as `2001:db8::7`; anything else as it is. */
export function shortestForm(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

/** Whether an IP address is one of the internet: not of this machine, a private network, a link or a special use. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Whether the host of an address may be on the internet: it is a public IP address or a name that is no local one. */
export function isPublicHost(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  return host.includes('.') && !/\.(localhost|local|internal|home\.arpa)$/.test(host);
}

/** The IP address in `192.0.2.7:443`, `[2001:db8::7]:443` and `2001:db8::7`; undefined where there is none. */
export function withoutPort(written: string): string | undefined {
  const [, bracketed, plain] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(written) ?? [];
  const address = bracketed ?? plain ?? written;
  return ipaddr.isValid(address) ? address : undefined;
}
