import * as kplus from 'cdk8s-plus-30';
import { patch } from './build-patches';
import { Workload } from './program-pods';

/** Adds lines to `/etc/hosts`, and says how names are found. */
export function nameHosts(workload: kplus.AbstractPod, { kind, hosts = [], dns = {} }: Workload): void {
  for (const { ip, names } of hosts) workload.addHostAlias({ ip, hostnames: [...names] });
  workload.dns.addNameserver(...(dns.nameservers ?? []));
  workload.dns.addSearch(...(dns.searches ?? []));
  workload.dns.addOption(...(dns.options ?? []));
  if (dns.policy !== undefined) {
    patch(workload, kind, { at: 'pod', op: 'replace', path: '/dnsPolicy', value: dns.policy });
  }
}
