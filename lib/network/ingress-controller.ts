import { Construct } from 'constructs';
import { DNS_LABEL, DNS_SUBDOMAIN, requireName, requireSelector } from '../kube/names';
import { Peer } from './peer';
import { requireObject } from '../internal/values';

/** The ingress controller that brings traffic from outside to the instances of a cluster. */
export interface IngressControllerProps {
  /**
   * The namespace that it runs in.
   * @default 'ingress-nginx'
   */
  readonly namespace?: string;
  /**
   * Labels of its pods, where other pods run in its namespace too.
   * @default - all pods of the namespace
   */
  readonly podLabels?: { readonly [key: string]: string };
  /**
   * The class of the Ingresses that it serves. Kubernetes: `ingressClassName`.
   * @default 'nginx'
   */
  readonly className?: string;
}

/** An ingress controller as instances see it. */
export class IngressController {
  public readonly className: string;
  public readonly peer: Peer;

  constructor(scope: Construct, props: IngressControllerProps = {}) {
    requireObject(scope, 'ingressController', props);
    const namespace = props.namespace ?? 'ingress-nginx';
    this.className = props.className ?? 'nginx';
    requireName(scope, 'ingressController.namespace', namespace, DNS_LABEL, 'give the name of a namespace');
    requireName(
      scope,
      'ingressController.className',
      this.className,
      DNS_SUBDOMAIN,
      'give the name of an IngressClass',
    );
    requireSelector(scope, 'ingressController.podLabels', props.podLabels ?? {});
    this.peer = Peer._pods(namespace, props.podLabels);
  }
}
