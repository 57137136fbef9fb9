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

/** An IP address in its shortest form, such as `2001:db8::7`; anything else as it is. */
export function shortestForm(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}
