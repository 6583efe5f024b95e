import { Handler } from '../../model/kube';
import { control } from './control';
import { Placed } from './judged-pod';
import { Value } from './values';

/** The node makes these calls, so that a pod would reach by them what it may not reach itself. */
export const HANDLER_HOSTS = control({
  code: 'MAR-P07',
  title: 'Probes and lifecycle hooks call no other host than the pod.',
  applies: ({ minor }) => minor >= 34,
  demands: [
    { must: 'must not be set', advice: 'remove it', refused: ({ containers }) => containers.flatMap(handlerHosts) },
  ],
});

function handlerHosts({ container, field }: Placed): Value[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  return [
    ...hostsOf(livenessProbe, `${field}.livenessProbe`),
    ...hostsOf(readinessProbe, `${field}.readinessProbe`),
    ...hostsOf(startupProbe, `${field}.startupProbe`),
    ...hostsOf(lifecycle?.postStart, `${field}.lifecycle.postStart`),
    ...hostsOf(lifecycle?.preStop, `${field}.lifecycle.preStop`),
  ];
}

function hostsOf(handler: Handler | null | undefined, field: string): Value[] {
  if (handler === undefined || handler === null) return [];
  const hosts = { httpGet: handler.httpGet?.host, tcpSocket: handler.tcpSocket?.host };
  const found = Object.entries(hosts).filter(([, host]) => (host ?? '') !== '');
  return found.map(([kind, value]) => ({ field: `${field}.${kind}.host`, value }));
}
