import { objectsIn } from '../../model/json';
import { control } from './control';
import { JudgedPod } from './judged-pod';
import { Value } from './values';

/** Sysctls that affect only the pod, each with the minor version of Kubernetes that permits it. */
const SAFE: ReadonlyMap<string, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
]);

/** Other sysctls change the whole node. */
export const SYSCTLS = control({
  code: 'MAR-P12',
  title: 'A pod sets no sysctls but safe ones.',
  demands: [{ must: 'must name safe ones only', advice: 'keep to those', refused: unsafe }],
});

function unsafe({ contexts: [{ context, field }], minor }: JudgedPod): Value[] {
  const names = objectsIn(context.sysctls)
    .map(({ name = '' }) => name)
    .filter((name) => !isSafe(name, minor));
  return names.length === 0 ? [] : [{ field: `${field}.sysctls`, value: names.join(', ') }];
}

function isSafe(name: string, minor: number): boolean {
  const since = SAFE.get(name);
  return since !== undefined && minor >= since;
}
