import { DNS_SUBDOMAIN, requireName, slug } from '../kube/names';
import { requireObject } from '../internal/values';

/** Options of certificates that cert-manager gets. */
export interface CertManagerOptions {
  /**
   * The Secret that cert-manager keeps the certificate in.
   * @default - `<host, with '-' for '.' and 'wildcard' for '*'>-tls`
   */
  readonly secretName?: string;
}

/** Where the certificate of a host comes from. */
export class Tls {
  /** From a Secret of type `kubernetes.io/tls` in the same cluster. @throws if the name is not valid */
  public static secret(name: string): Tls {
    requireName('Tls.secret', 'name', name, DNS_SUBDOMAIN, 'correct the name');
    return new Tls('secret', name, {});
  }

  /** From an Issuer of cert-manager in the same cluster. @throws if a name is not valid @see https://cert-manager.io/docs/usage/ingress/ */
  public static issuer(name: string, options: CertManagerOptions = {}): Tls {
    requireObject('Tls.issuer', 'options', options);
    return new Tls('issuer', options.secretName, { 'cert-manager.io/issuer': name });
  }

  /** From a ClusterIssuer of cert-manager. @throws if a name is not valid @see https://cert-manager.io/docs/usage/ingress/ */
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

  /** Which issuer it is, of which an Ingress can have one. @internal */
  public _issuer(): string {
    return Object.entries(this.annotations).map(([key, value]) => `${key}: ${value}`)[0] ?? 'no issuer';
  }

  /** @internal */
  public _annotations(): Record<string, string> {
    return { ...this.annotations };
  }
}
