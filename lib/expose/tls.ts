import { DNS_SUBDOMAIN, requireName, slug } from '../kube/names';
import { requireObject } from '../internal/values';

/** Options for certificates that cert-manager issues. */
export interface CertManagerOptions {
  /**
   * Name of the Secret in which cert-manager stores the certificate.
   * @default - `<host, with '-' for '.' and 'wildcard' for '*'>-tls`
   */
  readonly secretName?: string;
}

/** Source of the TLS certificate of a host. */
export class Tls {
  /** Uses a Secret of type `kubernetes.io/tls` in the same cluster. @throws if the name is not valid */
  public static secret(name: string): Tls {
    requireName('Tls.secret', 'name', name, DNS_SUBDOMAIN, 'correct the name');
    return new Tls('secret', name, {});
  }

  /**
   * Uses a cert-manager Issuer in the same cluster. @throws if a name is not valid @see
   * https://cert-manager.io/docs/usage/ingress/
   */
  public static issuer(name: string, options: CertManagerOptions = {}): Tls {
    requireObject('Tls.issuer', 'options', options);
    return new Tls('issuer', options.secretName, { 'cert-manager.io/issuer': name });
  }

  /** Uses a cert-manager ClusterIssuer. @throws if a name is not valid @see https://cert-manager.io/docs/usage/ingress/ */
  public static clusterIssuer(name: string, options: CertManagerOptions = {}): Tls {
    requireObject('Tls.clusterIssuer', 'options', options);
    return new Tls('clusterIssuer', options.secretName, { 'cert-manager.io/cluster-issuer': name });
  }

  private constructor(
    factory: string,
    private readonly secretName: string | undefined,
    private readonly annotations: Readonly<Record<string, string>>,
  ) {
    for (const name of [...Object.values(annotations), ...(secretName === undefined ? [] : [secretName])]) {
      requireName(`Tls.${factory}`, 'name', name, DNS_SUBDOMAIN, 'correct the name');
    }
  }

  /** @internal */
  public _secretFor(host: string): string {
    return this.secretName ?? `${slug(host.replace('*', 'wildcard')).slice(0, 249)}-tls`;
  }

  /**
   * Returns the issuer annotation as `key: value`, or 'no issuer' for a Secret. An Ingress can have only one issuer.
   * @internal
   */
  public _issuer(): string {
    return Object.entries(this.annotations).map(([key, value]) => `${key}: ${value}`)[0] ?? 'no issuer';
  }

  /** @internal */
  public _annotations(): Record<string, string> {
    return { ...this.annotations };
  }
}
