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
