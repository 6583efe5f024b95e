import { finding } from '../../../internal/errors';
import { PORT_NAME } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { handlersOf, PlacedHandler } from '../../model/handlers';
import { backendsOf } from '../../model/ingresses';
import { isObject, objectsIn } from '../../model/json';
import { PolicySpec, ServiceSpec } from '../../../kube/network-objects';
import { podGroups } from '../../model/pod-group';
import { isSet } from '../../model/ports';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { amongKind, broken, brokenPort, brokenPortOrName } from './broken';

/** Checks the format of port references only. Does not check that a port with that name exists. */
export const NAMED_PORTS: Rule = {
  code: 'MAR-N09',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Where a port is referred to, it is by a number or a name that a port can have.',
  check: (manifests) => [
    ...podGroups(manifests).flatMap(({ owner, containers }) =>
      findingsOf(owner, containers.flatMap(handlersOf).flatMap(ofHandler)),
    ),
    ...amongKind(manifests, '', 'Service', ofTargets),
    ...amongKind(manifests, 'networking.k8s.io', 'Ingress', ofBackends),
    ...amongKind(manifests, 'networking.k8s.io', 'NetworkPolicy', ofPolicy),
  ],
};

function ofHandler({ handler, field }: PlacedHandler): string[] {
  const { httpGet, tcpSocket, grpc } = handler;
  return [
    ...(isObject(httpGet) ? brokenPortOrName(`${field}.httpGet.port`, httpGet.port) : []),
    ...(isObject(tcpSocket) ? brokenPortOrName(`${field}.tcpSocket.port`, tcpSocket.port) : []),
    ...(isObject(grpc) ? brokenPort(`${field}.grpc.port`, grpc.port) : []),
  ];
}

function ofTargets({ spec }: Manifest): string[] {
  return objectsIn((spec as ServiceSpec).ports).flatMap(({ targetPort }, i) =>
    isSet(targetPort) ? brokenPortOrName(`spec.ports[${i}].targetPort`, targetPort) : [],
  );
}

function ofBackends(ingress: Manifest): string[] {
  return backendsOf(ingress).flatMap(({ field, backend }) => {
    const { name, number } = (backend as typeof backend | null)?.service?.port ?? {};
    const at = `${field}.service.port`;
    return [
      ...((name ?? '') === '' ? [] : broken(`${at}.name`, name, PORT_NAME)),
      ...((number ?? 0) === 0 ? [] : brokenPort(`${at}.number`, number)),
    ];
  });
}

/** Returns one message if `endPort` is not a valid port number, is below `port`, or `port` is not a number. */
function brokenEnd(field: string, port: unknown, endPort: unknown): string[] {
  const broken = brokenPort(field, endPort);
  if (broken.length > 0 || (typeof port === 'number' && Number(endPort) >= port)) return broken;
  return [finding(field, endPort, 'must not be below port, which must be a number', 'correct one of them')];
}

function ofPolicy({ spec }: Manifest): string[] {
  const { ingress, egress } = spec as PolicySpec;
  return Object.entries({ ingress, egress }).flatMap(([side, rules]) =>
    objectsIn(rules).flatMap(({ ports }, i) =>
      objectsIn(ports).flatMap(({ port, endPort }, j) => {
        const at = `spec.${side}[${i}].ports[${j}]`;
        return [
          ...(port === undefined ? [] : brokenPortOrName(`${at}.port`, port)),
          ...(endPort === undefined ? [] : brokenEnd(`${at}.endPort`, port, endPort)),
        ];
      }),
    ),
  );
}
