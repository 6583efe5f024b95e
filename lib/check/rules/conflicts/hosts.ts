import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { grouped } from '../../manifests';
import { Route, routesOf } from '../../model/ingresses';
import { IngressSpec } from '../../model/kube-network';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Which of them a controller follows is for it to choose; some refuse the second. */
export const HOSTS: Rule = {
  code: 'MAR-C01',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'No host and path is led to two places by Ingresses of one class.',
  check: (manifests) => {
    const all = manifests
      .ofKind('Ingress')
      .flatMap((ingress) => routesOf(ingress).map((route) => ({ ingress, route })));
    const same = grouped(all, ({ ingress, route }) => keyOf(ingress, route));
    return [...same.values()].flatMap(([first, ...others]) =>
      others.map(({ ingress, route }) => describe(ingress, route, first?.ingress)),
    );
  },
};

function keyOf({ spec }: Manifest, { host, path, pathType }: Route): string {
  const { ingressClassName = '' } = spec as IngressSpec;
  const normal = pathType === 'Prefix' ? path.replace(/(.)\/+$/, '$1') : path;
  return [ingressClassName, host, pathType, normal].join(' ');
}

function describe(manifest: Manifest, { field, host, path }: Route, first?: Manifest): Finding {
  const rule = `must lead to one place alone, as ${String(first)} of namespace '${first?.namespace ?? ''}' leads there too`;
  return {
    manifest,
    message: finding(field, `${host}${path}`, rule, 'choose another host or path, or use one Ingress'),
  };
}
