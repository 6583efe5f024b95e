import { handlersOf, PlacedHandler } from '../../model/handlers';
import { control } from './control';
import { Value } from './values';

/** The node makes these calls, so that a pod would reach by them what it may not reach itself. */
export const HANDLER_HOSTS = control({
  code: 'MAR-P07',
  title: 'Probes and lifecycle hooks call no other host than the pod.',
  applies: ({ minor }) => minor >= 34,
  demands: [
    {
      must: 'must not be set',
      advice: 'remove it',
      refused: ({ containers }) => containers.flatMap(handlersOf).flatMap(hostsOf),
    },
  ],
});

function hostsOf({ handler: { httpGet, tcpSocket }, field }: PlacedHandler): Value[] {
  const hosts = { httpGet: httpGet?.host, tcpSocket: tcpSocket?.host };
  const found = Object.entries(hosts).filter(([, host]) => (host ?? '') !== '');
  return found.map(([kind, value]) => ({ field: `${field}.${kind}.host`, value }));
}
