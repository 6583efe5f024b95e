/**
 * IPv4 blocks that are not public, or where clouds serve credentials.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export const NOT_INTERNET_IPV4 = [
  '0.0.0.0/8', // this network (RFC 791)
  '10.0.0.0/8', // private use (RFC 1918)
  '100.64.0.0/10', // shared address space (RFC 6598), and with it 100.100.100.200, the metadata of Alibaba Cloud
  '127.0.0.0/8', // loopback (RFC 1122)
  '168.63.129.16/32', // Azure's virtual public address of the host (Microsoft Learn, "What is IP address 168.63.129.16?")
  '169.254.0.0/16', // link-local (RFC 3927), and with it 169.254.169.254, the metadata of most clouds
  '172.16.0.0/12', // private use (RFC 1918)
  '192.0.0.0/24', // protocol assignments (RFC 6890)
  '192.168.0.0/16', // private use (RFC 1918)
  '198.18.0.0/15', // benchmarks (RFC 2544)
  '240.0.0.0/4', // reserved (RFC 1112), and the broadcast address
];

export const NOT_INTERNET_IPV6 = [
  '::/127', // unspecified and loopback (RFC 4291)
  '64:ff9b::/96', // translation to IPv4 (RFC 6052), to private addresses too
  '64:ff9b:1::/48', // translation to private IPv4 (RFC 8215)
  'fc00::/7', // unique local (RFC 4193), and with it fd00:ec2::254, the metadata of AWS
  'fe80::/10', // link-local (RFC 4291)
];
