import { isIPv4 } from 'node:net';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { propError, Where } from '../internal/errors';
import { compareInEnglish } from '../internal/locale';
import { DNS_SUBDOMAIN, HOST, requireAnnotations, requireName } from '../kube/names';
import { requireMember, requireOptional } from '../internal/values';
import { MarService } from './service';
import { Tls } from './tls';

/** How a host leads to an instance. */
export interface ExposeViaIngressProps {
  /**
   * The path that leads to the instance, from its start or as a whole, as `pathType` says.
   * @default '/'
   */
  readonly path?: string;
  /**
   * How the path is matched.
   * @default HttpIngressPathType.PREFIX
   */
  readonly pathType?: kplus.HttpIngressPathType;
  /**
   * The Service that takes the traffic: one that leads to the instance.
   * @default - the first of the instance's Services that has a TCP port; if there is none, one for its declared ports
   */
  readonly service?: MarService;
  /**
   * The port of the Service.
   * @default - its first TCP port
   */
  readonly servicePort?: number;
  /**
   * Where the certificate of the host comes from.
   * @default - no TLS
   */
  readonly tls?: Tls;
  /**
   * The Ingress that the path is added to, where several programs share a host.
   * @default - that of the instance, which the first call writes
   */
  readonly ingress?: MarIngress;
  /**
   * The class of the Ingress.
   * @default - as the cluster's ingressController says, by default `nginx`
   */
  readonly className?: string;
  /**
   * Annotations of the Ingress, which its controller reads.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** A host and path, with the Service that they lead to. */
export interface Route extends ExposeViaIngressProps {
  readonly host: string;
  readonly service: MarService;
  readonly servicePort: number;
}

/** Of a path that is not left to the controller. @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types */
const MISLEADING = /\/\/|\/\.\.?(\/|$)|%2f/i;

/**
 * The hosts and paths that lead to an instance: one Ingress, which grows.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class MarIngress extends kplus.Ingress {
  private readonly className: string;
  private readonly routes = new Set<string>();
  private readonly annotations = new Map<string, string>();
  private readonly secrets = new Map<string, string>();
  private issuer?: string;

  /** @internal */
  constructor(scope: Construct, id: string, name: string, namespace: string, className: string) {
    super(scope, id, { metadata: { name, namespace }, className });
    this.className = className;
    sortPathsInEnglish(this);
  }

  /** Adds a route that `requireRoute` and `_requireAgreement` have let through. @internal */
  public _addRoute(route: Route): void {
    const { host, path = '/', tls } = route;
    const backend = kplus.IngressBackend.fromService(route.service, { port: route.servicePort });
    this.addHostRule(host, path, backend, route.pathType);
    this.routes.add(`${host}${path}`);
    for (const [key, value] of Object.entries(annotationsOf(route))) {
      this.annotations.set(key, value);
      this.metadata.addAnnotation(key, value);
    }
    this.issuer ??= tls?._issuer();
    if (tls === undefined || this.secrets.has(host)) return;
    const secret = tls._secretFor(host);
    this.secrets.set(host, secret);
    this.addTls([{ hosts: [host], secret: kplus.Secret.fromSecretName(this, `Tls-${host}`, secret) }]);
  }

  /** Refuses what is taken, or holds for the whole Ingress and differs from an earlier route. @internal */
  public _requireAgreement(host: string, props: ExposeViaIngressProps): void {
    const { path = '/', className = this.className, tls } = props;
    const at = `${host}${path}`;
    if (this.routes.has(at)) {
      throw propError(this, 'path', at, 'must be unique in its Ingress', 'choose another path');
    }
    this.requireSame('className', className, this.className);
    if (tls !== undefined) {
      this.requireSame('tls', tls._secretFor(host), this.secrets.get(host));
      this.requireIssuer(tls._issuer());
    }
    for (const [key, value] of Object.entries(annotationsOf(props))) {
      this.requireSame(`annotations['${key}']`, value, this.annotations.get(key));
    }
  }

  /** The annotation is for all hosts: cert-manager would write certificates into the user's own Secrets. */
  private requireIssuer(issuer: string): void {
    if (this.issuer === undefined || this.issuer === issuer) return;
    const rule = `must have the issuer of the other hosts of the Ingress, '${this.issuer}'`;
    throw propError(this, 'tls', issuer, rule, 'use the same for all hosts of an instance');
  }

  private requireSame(prop: string, value: string, before: string | undefined): void {
    if (before === undefined || before === value) return;
    throw propError(this, prop, value, `must be the one given before, '${before}'`, 'leave it out');
  }
}

/** cdk8s-plus sorts the paths of a host by the rules of the machine's locale, in a method that it keeps to itself. */
function sortPathsInEnglish(ingress: kplus.Ingress): void {
  const { synthRules } = ingress as unknown as { synthRules: () => kplus.k8s.IngressRule[] | undefined };
  const sorted = (): kplus.k8s.IngressRule[] | undefined => {
    const rules = synthRules.call(ingress);
    for (const { http } of rules ?? []) http?.paths.sort((a, b) => compareInEnglish(a.path ?? '', b.path ?? ''));
    return rules;
  };
  Object.defineProperty(ingress, 'synthRules', { value: sorted });
}

/** Refuses a host, path or annotation that the API server would refuse, before anything is created. */
export function requireRoute(where: Where, host: string, props: ExposeViaIngressProps): void {
  const { path = '/', pathType = kplus.HttpIngressPathType.PREFIX } = props;
  requireMember(where, 'pathType', pathType, kplus.HttpIngressPathType);
  requireOptional(where, 'tls', props.tls, '_secretFor', 'a Tls', "Tls.secret('orders-tls')");
  requireName(where, 'host', host, HOST, 'correct the host');
  if (isIPv4(host)) throw propError(where, 'host', host, 'must be a name, not an address', 'give a DNS name');
  const isImplementationSpecific = pathType === kplus.HttpIngressPathType.IMPLEMENTATION_SPECIFIC;
  if (typeof path !== 'string' || !path.startsWith('/') || (!isImplementationSpecific && MISLEADING.test(path))) {
    throw propError(
      where,
      'path',
      path,
      "must start with '/' and have no '//', '/./', '/../' or '%2f'",
      'correct the path',
    );
  }
  requireAnnotations(where, 'annotations', props.annotations ?? {});
  if (props.className === undefined) return;
  requireName(where, 'className', props.className, DNS_SUBDOMAIN, 'give the name of an IngressClass');
}

function annotationsOf(route: ExposeViaIngressProps): Record<string, string> {
  return { ...route.annotations, ...route.tls?._annotations() };
}
