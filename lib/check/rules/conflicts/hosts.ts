import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Route, routesOf } from '../../model/ingresses';
import { IngressSpec } from '../../../kube/network-objects';
import { rivals } from '../../model/rivals';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** The ingress controller decides which Ingress it follows. Some controllers reject the second Ingress. */
export const HOSTS: Rule = {
  code: 'MAR-C01',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'No host and path is led to two places by Ingresses of one class.',
  check: (manifests) => {
    const all = manifests
      .ofKind('Ingress')
      .flatMap((ingress) => routesOf(ingress).map((route) => ({ ingress, route })));
    return rivals(all, ({ ingress, route }) => keyOf(ingress, route)).map(({ first, item }) =>
      describe(item.ingress, item.route, first.ingress),
    );
  },
};

function keyOf({ spec }: Manifest, { host, path, pathType }: Route): string {
  const { ingressClassName = '' } = spec as IngressSpec;
  const key = [ingressClassName, host, pathType, path].join(' ');
  return pathType === 'Prefix' ? key.replace(/([^ ])\/+$/, '$1') : key;
}

function describe(manifest: Manifest, { field, host, path }: Route, first: Manifest): Finding {
  const rule = `must lead to one place alone, as ${first.toString()} of namespace '${first.namespace}' leads there too`;
  const advice = 'choose another host or path, or use one Ingress';
  return { manifest, message: finding(field, `${host}${path}`, rule, advice) };
}
