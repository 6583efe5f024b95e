import { isIPv4 } from 'node:net';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { propError, Where } from '../internal/errors';
import { compareInEnglish } from '../internal/locale';
import { DNS_SUBDOMAIN, HOST, requireAnnotations, requireName } from '../kube/names';
import { requireMember, requireOptional } from '../internal/values';
import { MarService } from './service';
import { Tls } from './tls';

/** Options for exposing an instance through an Ingress. */
export interface ExposeViaIngressProps {
  /**
   * URL path that is routed to the instance. `pathType` says how requests are matched against the path.
   * @default '/'
   */
  readonly path?: string;
  /**
   * How requests are matched against `path`.
   * @default HttpIngressPathType.PREFIX
   */
  readonly pathType?: kplus.HttpIngressPathType;
  /**
   * Service that receives the traffic. It must select the pods of the instance.
   * @default - the instance's first Service that has a TCP port; if none exists, a new Service for the declared ports
   */
  readonly service?: MarService;
  /**
   * Port number of the Service.
   * @default - the first TCP port of the Service
   */
  readonly servicePort?: number;
  /**
   * Source of the TLS certificate for the host.
   * @default - no TLS
   */
  readonly tls?: Tls;
  /**
   * Ingress to add the path to, if several programs share a host.
   * @default - the Ingress of the instance, which the first call creates
   */
  readonly ingress?: MarIngress;
  /**
   * Name of the IngressClass.
   * @default - the class of the cluster's ingressController, by default `nginx`
   */
  readonly className?: string;
  /**
   * Annotations of the Ingress, usually settings for its controller.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** Host and path with the Service port that receives the traffic. Input of `MarIngress._addRoute`. */
export interface Route extends ExposeViaIngressProps {
  readonly host: string;
  readonly service: MarService;
  readonly servicePort: number;
}

/**
 * Matches paths that the API server rejects unless the path type is ImplementationSpecific. @see
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
const MISLEADING = /\/\/|\/\.\.?(\/|$)|%2f/i;

/**
 * Ingress that holds the hosts and paths of an instance. Each new route is added to the same Ingress object.
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

  /** Adds a route. The caller must have checked the route with `requireRoute` and `_requireAgreement`. @internal */
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

  /**
   * Throws if the Ingress already has this host and path, or if the class, the TLS settings or an annotation differ from
   * those of earlier routes. @internal
   */
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

  /**
   * Throws if the Ingress already uses another certificate issuer. The issuer annotation applies to all hosts of the
   * Ingress, so cert-manager would overwrite Secrets that the user provides for other hosts.
   */
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

/**
 * Makes `ingress` sort the paths of each host in English order. The private method of cdk8s-plus sorts them by the locale of
 * the machine, so the manifest would differ between machines.
 */
function sortPathsInEnglish(ingress: kplus.Ingress): void {
  const { synthRules } = ingress as unknown as { synthRules: () => kplus.k8s.IngressRule[] | undefined };
  const sorted = (): kplus.k8s.IngressRule[] | undefined => {
    const rules = synthRules.call(ingress);
    for (const { http } of rules ?? []) http?.paths.sort((a, b) => compareInEnglish(a.path ?? '', b.path ?? ''));
    return rules;
  };
  Object.defineProperty(ingress, 'synthRules', { value: sorted });
}

/**
 * Throws if the host, path, path type, TLS, annotations or class name are not valid, so that the error comes before anything
 * is created.
 */
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
